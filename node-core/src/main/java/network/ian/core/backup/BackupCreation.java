package network.ian.core.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.identity.IdentityFile;
import network.ian.core.identity.NodeIdentity;
import network.ian.core.node.DataDirectoryLock;
import network.ian.core.state.UnfinishedRestore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an archive of a data directory. What is copied is read twice: for the manifest, which comes first, and for the
 * archive. The journals only grow, so both give the same, unless a body is dropped meanwhile: that is never kept waiting, the
 * copy begins anew instead. For one thread.
 */
public final class BackupCreation {

    private static final Logger LOG = LoggerFactory.getLogger(BackupCreation.class);
    private static final int ATTEMPTS = 5;
    private static final int BUFFER = 256 << 10;

    private final Path dataDirectory;
    private final String version;
    private final SignatureVerifier signatures;
    private final Clock clock;
    private final LongConsumer progress;

    /**
     * Ready to make archives.
     *
     * @param version of the program
     * @param progress told how many octets of the data directory are in the archive
     */
    public BackupCreation(
            Path dataDirectory, String version, SignatureVerifier signatures, Clock clock, LongConsumer progress) {
        this.dataDirectory = dataDirectory;
        this.version = version;
        this.signatures = signatures;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * What was made.
     *
     * @param bytes octets of the archive
     */
    public record Result(Manifest manifest, long bytes) {}

    /**
     * From a directory that no node uses.
     *
     * @throws network.ian.core.codec.MalformedException if a process uses it, or a restore into it was broken off
     * @throws BackupRefusedException saying why nothing was made
     */
    public Result fromStoppedNode(Path output, Manifest.Kind kind) throws IOException {
        DataDirectoryLock lock = DataDirectoryLock.take(dataDirectory);
        try (lock;
                GoalCheck check = new GoalCheck(dataDirectory, signatures)) {
            UnfinishedRestore.refuse(dataDirectory);
            return create(new StoppedNode(dataDirectory, check), check, output, kind);
        }
    }

    /**
     * From a directory whose node runs.
     *
     * @param node names the commit records to copy up to
     * @throws BackupRefusedException saying why nothing was made
     */
    public Result fromRunningNode(BackupCut.Source node, Path output, Manifest.Kind kind) throws IOException {
        try (GoalCheck check = new GoalCheck(dataDirectory, signatures)) {
            return create(node, check, output, kind);
        }
    }

    private Result create(BackupCut.Source source, GoalCheck check, Path output, Manifest.Kind kind)
            throws IOException {
        NodeIdentity identity = IdentityFile.load(dataDirectory.resolve(BackupPaths.IDENTITY));
        try (NewFile file = NewFile.create(output)) {
            for (int attempt = 1; ; attempt++) {
                try {
                    Manifest manifest = write(source.take(), check, identity, kind, file);
                    file.publish();
                    note(manifest);
                    return new Result(manifest, Files.size(output));
                } catch (SourceChangedException e) {
                    if (attempt == ATTEMPTS) {
                        throw new BackupRefusedException(
                                e.getMessage() + ", " + ATTEMPTS + " times over: are bodies being dropped all the"
                                        + " time, or does somebody else write there?",
                                e);
                    }
                    LOG.info("{}; the copy begins anew", e.getMessage());
                }
            }
        }
    }

    /** A full disk, or another user's, is the last reason to call a whole archive none. */
    private void note(Manifest manifest) {
        try {
            new LastBackupFile(dataDirectory).write(manifest.createdAtMs(), manifest.kind());
        } catch (IOException e) {
            LOG.warn("The archive is whole, but the node's metrics will not know of it: {}", e.toString());
        }
    }

    private Manifest write(BackupCut cut, GoalCheck check, NodeIdentity identity, Manifest.Kind kind, NewFile file)
            throws IOException {
        long now = clock.millis();
        List<Manifest.GoalEntry> goals = new ArrayList<>();
        for (BackupCut.GoalCut goal : cut.goals()) {
            requireNoTakedown(goal);
            audit(goal, check);
            goals.add(GoalEntries.of(goal, goal.extent(), Optional.empty(), true));
        }
        List<SourceFile> sources = BackupPlan.of(dataDirectory, cut, kind, now);
        List<Manifest.FileEntry> entries = new ArrayList<>();
        for (SourceFile source : sources) {
            entries.add(source.hashed());
        }
        // One that began and ended since has changed what was hashed, which the second reading finds.
        for (BackupCut.GoalCut goal : cut.goals()) {
            requireNoTakedown(goal);
        }
        Manifest manifest = new Manifest(kind, version, now, identity.nodeId(), identity.publicKey(), entries, goals);
        write(manifest, sources, ManifestCodec.encode(manifest, identity.signer()), file);
        return manifest;
    }

    private void write(Manifest manifest, List<SourceFile> sources, byte[] encoded, NewFile file) throws IOException {
        BufferedOutputStream out = new BufferedOutputStream(file.restart(), BUFFER);
        long copied = 0;
        try (ArchiveWriter archive = new ArchiveWriter(out, manifest.createdAtMs())) {
            archive.add(Manifest.NAME, encoded);
            for (int i = 0; i < sources.size(); i++) {
                archive.add(sources.get(i), manifest.files().get(i));
                copied += sources.get(i).size();
                progress.accept(copied);
            }
            archive.finish();
        }
        out.flush();
    }

    /** A body that is dropped meanwhile makes sound files look damaged; but then a takedown is going on, or was. */
    private static void audit(BackupCut.GoalCut goal, GoalCheck check) throws IOException {
        try {
            check.require(goal.spec(), goal.directory(), Optional.of(goal.snapshot()));
        } catch (BackupDamagedException e) {
            requireNoTakedown(goal);
            check.require(goal.spec(), goal.directory(), Optional.of(goal.snapshot()));
        }
    }

    private static void requireNoTakedown(BackupCut.GoalCut goal) throws IOException {
        if (goal.extent().takedownPending()) {
            throw new SourceChangedException("a body of goal " + goal.id());
        }
    }
}
