package network.ian.core.node;

import java.util.List;
import java.util.stream.IntStream;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.Segment;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.Ranking;
import network.ian.core.log.CanonicalOrder;
import network.ian.core.log.FrozenFirst;
import network.ian.core.log.LogView;
import network.ian.core.projection.Candidate;
import network.ian.core.projection.Leaderboard;

/** The frozen prefix that a replay begins with: its order, its own leaderboard, and whether it is what it says. */
final class ReplayedPrefix {

    private final GoalSpec spec;
    private final List<Segment> segments;
    private final int[] ordinals;
    private final FrozenFirst order;
    private final Leaderboard board;

    /**
     * A prefix that is to come.
     *
     * @param entries number of entries that it can name
     * @param keys order of what is not frozen
     */
    ReplayedPrefix(GoalSpec spec, List<Segment> segments, int entries, CanonicalOrder keys) {
        this.spec = spec;
        this.segments = segments;
        this.ordinals = Segment.concatenated(segments);
        this.order = order(ordinals, entries, keys);
        this.board = new Leaderboard(spec.leaderboardCapacity(), Ranking.Mode.SCALAR, Integer::compare);
    }

    CanonicalOrder order() {
        return order;
    }

    boolean wouldRank(double score, int ordinal) {
        int position = order.positionOf(ordinal);
        return position >= 0 && board.wouldRank(score, position);
    }

    void offer(Candidate candidate) {
        int position = order.positionOf(candidate.ordinal());
        if (position >= 0) {
            board.offer(new Candidate(
                    position,
                    candidate.id(),
                    candidate.timestampMs(),
                    candidate.packHash(),
                    candidate.contributorId(),
                    candidate.metrics(),
                    candidate.score()));
        }
    }

    /** Ordinals in order, all of which must be below {@code entries}. */
    int[] ordinals(int entries) {
        if (IntStream.of(ordinals).anyMatch(ordinal -> ordinal >= entries)) {
            throw new UnprovenPrefixException("the frozen prefix names entries that the journal does not have");
        }
        return ordinals;
    }

    /** Compares every segment with the tree over the log. */
    void prove(LogView log) {
        for (Segment segment : segments) {
            if (!log.rootAt(segment.to()).equals(segment.root())) {
                throw new UnprovenPrefixException(
                        "the first " + segment.to() + " entries do not have the log root " + segment.root());
            }
        }
        if (!segments.isEmpty()) {
            proveRanking(segments.get(segments.size() - 1).leaderboardRoot());
        }
    }

    List<Candidate> standing() {
        return board.view().ranked();
    }

    private void proveRanking(Hash root) {
        Leaderboard ranked =
                new Leaderboard(spec.leaderboardCapacity(), spec.ranking().mode(), Integer::compare);
        ranked.rebuild(standing());
        if (!ranked.view().root().equals(root)) {
            throw new UnprovenPrefixException("the frozen prefix does not have the leaderboard root " + root);
        }
    }

    private static FrozenFirst order(int[] ordinals, int entries, CanonicalOrder keys) {
        try {
            return new FrozenFirst(ordinals, entries, keys);
        } catch (IllegalArgumentException e) {
            throw new UnprovenPrefixException("the frozen prefix is none: " + e.getMessage());
        }
    }
}
