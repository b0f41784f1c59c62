package network.ian.core.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.verify.GoalReport;

/**
 * Checks a backup without restoring it: its octets, its signature, and that its logs come to the roots in its manifest. Only
 * goals are unpacked, to a directory that is deleted afterwards; no secret touches the disk.
 */
public final class BackupVerification {

    private final SignatureVerifier signatures;
    private final UnpackedCheck check;

    /**
     * Ready to verify.
     *
     * @param threads that verify signatures and evaluate, 1 or more
     * @param progress told how many entries of a goal were read
     */
    public BackupVerification(SignatureVerifier signatures, int threads, LongConsumer progress) {
        this.signatures = signatures;
        this.check = new UnpackedCheck(signatures, threads, progress);
    }

    /** What a sound backup holds. */
    public record Result(Manifest manifest, List<GoalReport> goals) {}

    /**
     * Checks everything.
     *
     * @param backup archive, or folder that was streamed to
     * @param workDirectory where the goals are unpacked for the time being
     * @param deep whether every body is evaluated again
     * @param nodeId of the node that must have made it; empty: any
     * @throws BackupDamagedException saying what is wrong
     * @throws BackupRefusedException if it cannot be looked at
     */
    public Result verify(Path backup, Path workDirectory, boolean deep, Optional<String> nodeId) throws IOException {
        try (BackupSource source = Backups.open(backup, signatures)) {
            Manifest manifest = source.manifest();
            requireNode(manifest, nodeId);
            long bytes = manifest.files().stream()
                    .filter(BackupVerification::needed)
                    .mapToLong(Manifest.FileEntry::size)
                    .sum();
            try (Staging staging = Staging.create(workDirectory, ".ian-verify-", bytes)) {
                source.read(file -> needed(file) ? Optional.of(staging.open(file)) : Optional.empty());
                return new Result(manifest, check.require(staging.directory(), manifest, deep));
            }
        }
    }

    static void requireNode(Manifest manifest, Optional<String> nodeId) throws BackupDamagedException {
        if (nodeId.isPresent() && !nodeId.get().equals(manifest.nodeId())) {
            throw new BackupDamagedException("node " + manifest.nodeId() + " made it, not " + nodeId.get());
        }
    }

    private static boolean needed(Manifest.FileEntry file) {
        return BackupPaths.ofGoal(file.path()) || file.path().equals(BackupPaths.STATE);
    }
}
