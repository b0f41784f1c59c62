package network.ian.core.projection;

import network.ian.core.contribution.HeaderCodec;
import network.ian.core.contribution.SignedHeader;
import network.ian.core.goal.GoalSpec;
import network.ian.core.journal.StoredEntry;
import network.ian.core.verdict.Metrics;

/** Offers entries to the leaderboard; headers are decoded only for those that can rank. */
public final class Ranked {

    private Ranked() {}

    /** Offers what was just decided. Whether the board changed. */
    public static boolean offer(
            Leaderboard leaderboard, GoalSpec spec, int ordinal, SignedHeader signed, Metrics metrics) {
        double score = spec.ranking().score(metrics);
        return leaderboard.wouldRank(score, ordinal)
                && leaderboard.offer(new Candidate(
                        ordinal,
                        signed.id(),
                        signed.header().timestampMs(),
                        signed.header().packHash(),
                        signed.header().contributorId(),
                        metrics,
                        score));
    }

    /** Offers what was read back from the journal. Whether the board changed. */
    public static boolean offer(Leaderboard leaderboard, GoalSpec spec, int ordinal, StoredEntry entry) {
        double score = spec.ranking().score(entry.metrics());
        return leaderboard.wouldRank(score, ordinal)
                && leaderboard.offer(new Candidate(
                        ordinal,
                        entry.id(),
                        entry.timestampMs(),
                        entry.packHash(),
                        HeaderCodec.decode(entry.header()).contributorId(),
                        entry.metrics(),
                        score));
    }
}
