package network.ian.app.demo;

import java.util.List;
import java.util.Optional;
import network.ian.core.crypto.Hash;

/**
 * What the node shows of the goal at one moment.
 *
 * @param ranked how many entries the leaderboard has
 * @param top its first entries, best first
 */
record Board(long logSize, Hash logRoot, Hash leaderboardRoot, long ranked, List<Entry> top) {

    /**
     * A ranked entry.
     *
     * @param proposal read from the contribution's public body; empty if that was dropped, or is none
     */
    record Entry(int rank, Hash contributionId, String contributorId, Result result, Optional<Proposal> proposal) {}

    Optional<Entry> best() {
        return top.stream().findFirst();
    }

    List<Proposal> leaders(int most) {
        return top.stream()
                .limit(most)
                .flatMap(entry -> entry.proposal().stream())
                .toList();
    }
}
