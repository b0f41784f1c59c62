package network.ian.client.answer;

import java.util.List;
import java.util.OptionalLong;
import network.ian.core.crypto.Hash;
import network.ian.core.verdict.Metrics;

/**
 * The best entries, best first.
 *
 * @param total ranked entries, whether they are in {@code entries} or not
 */
public record Leaderboard(List<Entry> entries, long total) {

    /** Most entries that one answer has. */
    public static final int MOST = 1_000;

    /**
     * A ranked entry.
     *
     * @param rank from 1
     * @param logIndex position in the log; empty while it waits for a merge
     * @param timestampMs as the contributor's header says, milliseconds since the epoch
     */
    public record Entry(
            int rank,
            Hash packHash,
            Hash contributionId,
            String contributorId,
            double score,
            Metrics metrics,
            OptionalLong logIndex,
            long timestampMs) {

        private static Entry read(Fields in) {
            return new Entry(
                    in.smallCount("rank"),
                    in.hash("pack_hash"),
                    in.hash("contribution_id"),
                    in.text("contributor_id"),
                    in.decimal("score"),
                    Measured.read(in.child("metrics")),
                    in.optionalInteger("log_index"),
                    in.integer("timestamp_ms"));
        }
    }

    /** From {@code /api/v1/leaderboard/{goal_id}}. */
    public static Leaderboard read(Fields in) {
        return new Leaderboard(in.list("entries", MOST, Entry::read), in.count("total"));
    }
}
