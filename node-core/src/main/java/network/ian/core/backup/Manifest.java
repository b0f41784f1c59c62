package network.ian.core.backup;

import java.util.List;
import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.journal.JournalPosition;

/**
 * What a backup says of itself.
 *
 * @param version of the program that made it
 * @param createdAtMs when the state was taken, milliseconds since the epoch
 * @param publicKey of the node, 32 octets, which {@code nodeId} is the SHA-256 of
 * @param files in the order in which they follow
 * @param goals by id, ascending
 */
public record Manifest(
        Kind kind,
        String version,
        long createdAtMs,
        String nodeId,
        Bytes publicKey,
        List<FileEntry> files,
        List<GoalEntry> goals) {

    /** Name of its file, the first of an archive. */
    public static final String NAME = "manifest.json";

    /** What a backup is made for. */
    public enum Kind {
        /** One file with all that a node must not lose. */
        FULL("full"),
        /** The same without identity, certificates, tokens and the committer's outbox. */
        WITHOUT_IDENTITY("without-identity"),
        /** A folder that goals are shipped to as they grow. */
        STREAM("stream");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** As it stands in the manifest. */
        public String text() {
            return text;
        }
    }

    /**
     * One file.
     *
     * @param path below the data directory, with slashes
     * @param size octets
     * @param sha256 of its content
     */
    public record FileEntry(String path, long size, Hash sha256) {}

    /**
     * One goal.
     *
     * @param roots empty where a stream's position lies before what the node knew the roots of
     * @param position the journal's commit record that its files end with; empty if there is no journal
     * @param firstTimestampMs smallest of the entries' own times, milliseconds since the epoch; 0 without entries
     * @param lastTimestampMs largest of them
     */
    public record GoalEntry(
            String goalId,
            Hash topic,
            int logSize,
            Optional<Roots> roots,
            Optional<JournalPosition> position,
            long firstTimestampMs,
            long lastTimestampMs) {}

    /**
     * What a goal's entries come to.
     *
     * @param frozenSize entries at the front of the log whose order an anchor has settled
     */
    public record Roots(Hash logRoot, Hash leaderboardRoot, int frozenSize) {}

    public Manifest {
        files = List.copyOf(files);
        goals = List.copyOf(goals);
    }

    /** Octets of all files together. */
    public long totalBytes() {
        return files.stream().mapToLong(FileEntry::size).sum();
    }

    public Optional<GoalEntry> goal(String goalId) {
        return goals.stream().filter(goal -> goal.goalId().equals(goalId)).findFirst();
    }
}
