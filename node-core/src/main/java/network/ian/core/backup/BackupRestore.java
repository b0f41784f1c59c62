package network.ian.core.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.state.GoalSnapshot;
import network.ian.core.state.NodeStateFile;
import network.ian.core.verify.GoalReport;

/** Makes a data directory of a backup. Nothing of it is where a node would look before all of it was verified. */
public final class BackupRestore {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final SignatureVerifier signatures;
    private final Clock clock;
    private final UnpackedCheck check;

    /**
     * Ready to restore.
     *
     * @param threads that verify signatures, 1 or more
     * @param progress told how many entries of a goal were read
     */
    public BackupRestore(SignatureVerifier signatures, Clock clock, int threads, LongConsumer progress) {
        this.signatures = signatures;
        this.clock = clock;
        this.check = new UnpackedCheck(signatures, threads, progress);
    }

    /**
     * What is wanted.
     *
     * @param backup archive, or folder that was streamed to
     * @param force whether a data directory that is not empty is moved aside
     * @param withIdentity whether identity, certificates, tokens and outbox are restored, where the backup has them
     * @param nodeId of the node that must have made the backup; empty: any
     */
    public record Request(
            Path backup,
            Path dataDirectory,
            boolean force,
            boolean withIdentity,
            RestorePoint point,
            Optional<String> nodeId) {}

    /**
     * What was done.
     *
     * @param goals as they are in the data directory now
     * @param identity whether the data directory has the identity of the node that was backed up
     * @param aside where that is which was in the data directory before
     */
    public record Result(Manifest manifest, List<GoalReport> goals, boolean identity, Optional<Path> aside) {}

    /**
     * Restores.
     *
     * @throws BackupDamagedException if the backup is not to be trusted; the data directory is as it was
     * @throws BackupRefusedException if the data directory must not be touched
     * @throws network.ian.core.codec.MalformedException if a node uses it
     */
    public Result restore(Request request) throws IOException {
        String time = TIME.format(clock.instant());
        RestoreTarget target = RestoreTarget.of(request.dataDirectory(), request.force(), time);
        try (BackupSource source = Backups.open(request.backup(), signatures)) {
            Manifest manifest = source.manifest();
            BackupVerification.requireNode(manifest, request.nodeId());
            request.point().requireWithin(manifest);
            try (Staging staging = target.stage(manifest.totalBytes())) {
                source.read(file -> receive(file, staging, request.withIdentity()));
                List<GoalReport> goals = goals(staging.directory(), manifest, request.point());
                Durable.tree(staging.directory());
                boolean identity = Files.exists(staging.directory().resolve(BackupPaths.IDENTITY));
                return new Result(manifest, goals, identity, target.place(staging));
            }
        }
    }

    private static Optional<OutputStream> receive(Manifest.FileEntry file, Staging staging, boolean withIdentity)
            throws IOException {
        boolean wanted = withIdentity || !BackupPaths.secret(file.path());
        return wanted ? Optional.of(staging.open(file)) : Optional.empty();
    }

    private List<GoalReport> goals(Path unpacked, Manifest manifest, RestorePoint point) throws IOException {
        List<GoalReport> whole = check.require(unpacked, manifest, false);
        Map<String, GoalSnapshot> state = new TreeMap<>(new NodeStateFile(unpacked).read());
        boolean cut = false;
        for (GoalSpec spec : GoalCatalog.readOnly(unpacked).specs()) {
            if (point.cuts(manifest.goal(spec.goalId()).orElseThrow())) {
                ShorterJournal.write(unpacked, spec, point);
                state.remove(spec.goalId());
                cut = true;
            }
        }
        if (!cut) {
            return whole;
        }
        // What is left out has no roots that anybody knows: a node works them out when it starts.
        new NodeStateFile(unpacked).write(state, clock.millis());
        List<GoalReport> left = check.audit(unpacked, false);
        for (GoalReport report : left) {
            if (!report.ok()) {
                throw new IOException("goal " + report.goalId() + " did not come out well: "
                        + report.problems().get(0));
            }
        }
        return left;
    }
}
