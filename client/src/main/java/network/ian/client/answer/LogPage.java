package network.ian.client.answer;

import java.util.List;
import network.ian.core.crypto.Hash;
import network.ian.core.verdict.Metrics;

/**
 * A stretch of the log, all as of one moment.
 *
 * @param logRoot root over all {@code logSize} entries
 * @param fromIndex index of the first of {@code entries}
 */
public record LogPage(Hash logRoot, long logSize, long fromIndex, List<Entry> entries) {

    /** Most entries that one answer has. */
    public static final int MOST = 1_000;

    /**
     * An entry of the log.
     *
     * @param timestampMs as the contributor's header says, milliseconds since the epoch
     * @param sponsored whether a node signed for an unsigned contribution
     */
    public record Entry(
            long logIndex,
            Hash contributionId,
            long timestampMs,
            Hash packHash,
            String contributorId,
            boolean sponsored,
            double score,
            Metrics metrics) {

        private static Entry read(Fields in) {
            return new Entry(
                    in.count("log_index"),
                    in.hash("contribution_id"),
                    in.integer("timestamp_ms"),
                    in.hash("pack_hash"),
                    in.text("contributor_id"),
                    in.bool("sponsored"),
                    in.decimal("score"),
                    Measured.read(in.child("metrics")));
        }
    }

    /** From {@code /api/v1/log/{goal_id}}. */
    public static LogPage read(Fields in) {
        LogPage page = new LogPage(
                in.hash("log_root"),
                in.count("log_size"),
                in.count("from_index"),
                in.list("entries", MOST, Entry::read));
        for (int i = 0; i < page.entries().size(); i++) {
            if (page.entries().get(i).logIndex() != page.fromIndex() + i) {
                throw in.malformed("entries[" + i + "].log_index", "expected " + (page.fromIndex() + i));
            }
        }
        return page;
    }
}
