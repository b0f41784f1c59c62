package network.ian.core.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.identity.IdentityFile;
import network.ian.core.identity.NodeIdentity;
import network.ian.core.journal.JournalExtent;
import network.ian.core.journal.JournalPosition;
import network.ian.core.node.DataDirectoryLock;
import network.ian.core.state.UnfinishedRestore;

/**
 * Ships a node's goals to a folder, time and again: what is sealed, or everything up to a cut. The folder is a backup at every
 * moment: the journals in it up to the commit records that its signed manifest names. For one thread.
 */
public final class BackupStream implements AutoCloseable {

    private final Path dataDirectory;
    private final SignatureVerifier signatures;
    private final String version;
    private final Clock clock;
    private final Consumer<String> say;
    private final NodeIdentity identity;
    private final StreamFolder folder;
    private final Map<String, Shipped> shipped = new HashMap<>();
    private Optional<Manifest> last;

    /** What is known to be in the folder, so that it is not read again as long as its source stays as it was. */
    private record Shipped(Manifest.FileEntry entry, FileTime sourceTime) {}

    /**
     * Opens the folder.
     *
     * @param version of the program
     * @param say told of each file that is shipped
     * @throws BackupRefusedException if the folder is another node's
     */
    public BackupStream(
            Path dataDirectory,
            Path destination,
            String version,
            SignatureVerifier signatures,
            Clock clock,
            Consumer<String> say)
            throws IOException {
        this.dataDirectory = dataDirectory;
        this.signatures = signatures;
        this.version = version;
        this.clock = clock;
        this.say = say;
        this.identity = IdentityFile.load(dataDirectory.resolve(BackupPaths.IDENTITY));
        this.folder = StreamFolder.open(destination);
        try {
            this.last = folder.manifest(signatures);
            requireOwn(destination);
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /**
     * Ships what is new.
     *
     * @param tail whether up to the cut; otherwise only segments of the log that get no more entries, with their bodies
     * @return number of files that were shipped
     * @throws BackupRefusedException if something else is in the way
     * @throws IOException if the disk refuses; what was shipped before stands
     */
    public int ship(BackupCut cut, boolean tail) throws IOException {
        List<Manifest.FileEntry> files = new ArrayList<>();
        List<Manifest.GoalEntry> goals = new ArrayList<>();
        int count = 0;
        for (BackupCut.GoalCut goal : cut.goals()) {
            Optional<JournalExtent> extent = extent(goal, tail);
            List<SourceFile> sources = new ArrayList<>(List.of(BackupPlan.spec(goal)));
            if (extent.isPresent()) {
                sources.addAll(BackupPlan.journal(goal, extent.get()));
            }
            for (SourceFile source : sources) {
                count += bring(source, files) ? 1 : 0;
            }
            goals.add(entry(goal, extent));
        }
        if (last.isEmpty()
                || !last.get().files().equals(files)
                || !last.get().goals().equals(goals)) {
            Manifest manifest = new Manifest(
                    Manifest.Kind.STREAM,
                    version,
                    clock.millis(),
                    identity.nodeId(),
                    identity.publicKey(),
                    files,
                    goals);
            folder.write(manifest, identity.signer());
            last = Optional.of(manifest);
        }
        return count;
    }

    /**
     * Ships all that a directory has which no node uses, after reading it through.
     *
     * @return number of files that were shipped
     * @throws network.ian.core.codec.MalformedException if a process uses it, or a restore into it was broken off
     */
    public int shipStopped() throws IOException {
        DataDirectoryLock dataLock = DataDirectoryLock.take(dataDirectory);
        try (dataLock;
                GoalCheck check = new GoalCheck(dataDirectory, signatures)) {
            UnfinishedRestore.refuse(dataDirectory);
            return ship(new StoppedNode(dataDirectory, check).take(), true);
        }
    }

    /** What the folder holds now; empty before the first success. */
    public Optional<Manifest> manifest() {
        return last;
    }

    @Override
    public void close() {
        folder.close();
    }

    private void requireOwn(Path destination) throws BackupRefusedException {
        if (last.isPresent() && !last.get().nodeId().equals(identity.nodeId())) {
            throw new BackupRefusedException(
                    destination + " is what node " + last.get().nodeId() + " ships to, this is " + identity.nodeId());
        }
    }

    /** Never less than was shipped before; empty if there is nothing to ship but the specification. */
    private Optional<JournalExtent> extent(BackupCut.GoalCut goal, boolean tail) throws IOException {
        JournalExtent now = goal.extent();
        if (now.takedownPending()) {
            throw new SourceChangedException("a body of goal " + goal.id());
        }
        Optional<JournalExtent> wanted = tail ? Optional.of(now) : now.sealed();
        Optional<JournalPosition> before =
                last.flatMap(manifest -> manifest.goal(goal.id())).flatMap(Manifest.GoalEntry::position);
        int entries = wanted.map(extent -> extent.position().entries()).orElse(-1);
        return before.isPresent() && before.get().entries() >= entries
                ? Optional.of(JournalExtent.at(
                        goal.directory(), goal.id(), goal.spec().topic(), before.get()))
                : wanted;
    }

    private boolean bring(SourceFile source, List<Manifest.FileEntry> files) throws IOException {
        FileTime time = source.file().isPresent()
                ? Files.getLastModifiedTime(source.file().get())
                : FileTime.fromMillis(0);
        Shipped known = shipped.get(source.path());
        if (known != null
                && known.entry().size() == source.size()
                && known.sourceTime().equals(time)) {
            files.add(known.entry());
            return false;
        }
        Manifest.FileEntry entry = source.hashed();
        StreamFolder.Outcome outcome = folder.bring(source, entry);
        shipped.put(source.path(), new Shipped(entry, time));
        files.add(entry);
        if (outcome == StreamFolder.Outcome.THERE) {
            return false;
        }
        if (outcome == StreamFolder.Outcome.BODIES_DROPPED) {
            keepWhole(source);
        }
        say.accept(entry.path() + ", " + entry.size() + " octets"
                + (outcome == StreamFolder.Outcome.BODIES_DROPPED ? ", again, because bodies were dropped" : ""));
        return true;
    }

    /**
     * Has the manifest name what the file holds now, up to where it named it before: what else is to be shipped may take
     * long, and until then the folder would be refused.
     */
    private void keepWhole(SourceFile source) throws IOException {
        Optional<Manifest.FileEntry> named = last.stream()
                .flatMap(manifest -> manifest.files().stream())
                .filter(file -> file.path().equals(source.path()))
                .findFirst();
        if (named.isEmpty()) {
            return;
        }
        Manifest before = last.get();
        Manifest.FileEntry now = folder.beginning(source.path(), named.get().size());
        List<Manifest.FileEntry> files = before.files().stream()
                .map(file -> file.path().equals(now.path()) ? now : file)
                .toList();
        Manifest manifest = new Manifest(
                Manifest.Kind.STREAM,
                version,
                before.createdAtMs(),
                before.nodeId(),
                before.publicKey(),
                files,
                before.goals());
        folder.write(manifest, identity.signer());
        last = Optional.of(manifest);
    }

    private Manifest.GoalEntry entry(BackupCut.GoalCut goal, Optional<JournalExtent> extent) throws IOException {
        if (extent.isEmpty()) {
            return new Manifest.GoalEntry(goal.id(), goal.spec().topic(), 0, Optional.empty(), Optional.empty(), 0, 0);
        }
        // The order of an anchored prefix is not in the folder: whoever restores it asks for it anew.
        boolean rootsFollow =
                extent.get().position().entries() == goal.snapshot().logSize()
                        && goal.snapshot().anchor().isEmpty();
        Optional<Manifest.GoalEntry> before = last.flatMap(manifest -> manifest.goal(goal.id()));
        return GoalEntries.of(goal, extent.get(), before, rootsFollow);
    }
}
