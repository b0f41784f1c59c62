package network.ian.core.node;

import network.ian.core.contribution.SignedHeader;
import network.ian.core.goal.GoalSpec;
import network.ian.core.ingest.Outcome;
import network.ian.core.journal.StoredEntry;
import network.ian.core.projection.Candidate;
import network.ian.core.projection.Leaderboard;
import network.ian.core.verdict.Metrics;

/** Offers entries to the leaderboard; headers are decoded only for those that can rank. */
final class Ranked {

    private Ranked() {}

    /** Offers what was just decided. Whether the board changed. */
    static boolean offer(Leaderboard leaderboard, GoalSpec spec, int ordinal, SignedHeader signed, Outcome outcome) {
        Metrics metrics = outcome.metrics().orElseThrow();
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
    static boolean offer(Leaderboard leaderboard, GoalSpec spec, int ordinal, StoredEntry entry) {
        double score = spec.ranking().score(entry.metrics());
        return leaderboard.wouldRank(score, ordinal)
                && leaderboard.offer(new Candidate(
                        ordinal,
                        entry.id(),
                        entry.timestampMs(),
                        entry.packHash(),
                        Projector.header(entry).contributorId(),
                        entry.metrics(),
                        score));
    }
}
