package network.ian.core.finality;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import network.ian.core.crypto.Hash;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.Ranking;
import network.ian.core.journal.StoredEntry;
import network.ian.core.log.CanonicalOrder;
import network.ian.core.log.FrozenFirst;
import network.ian.core.log.LogView;
import network.ian.core.projection.Candidate;
import network.ian.core.projection.Leaderboard;
import network.ian.core.projection.Ranked;

/** Folds entries from disk into leaderboards. */
final class PrefixRanking {

    private final AnchoredGoal goal;
    private final BooleanSupplier stopping;

    /** @param stopping whether to break off, since this may take seconds */
    PrefixRanking(AnchoredGoal goal, BooleanSupplier stopping) {
        this.goal = goal;
        this.stopping = stopping;
    }

    /** What stands after {@code ordinals} came behind {@code before}, with positions for ordinals. */
    List<Candidate> continued(Prefix before, int[] ordinals, LogView log) {
        Leaderboard board = board(goal.spec(), Ranking.Mode.SCALAR, Integer::compare);
        board.rebuild(before.standing());
        for (int i = 0; i < ordinals.length; i++) {
            offer(board, before.size() + i, goal.entry(log.locatorOf(ordinals[i])));
        }
        return board.view().ranked();
    }

    /** What stands of the whole log with {@code frozen} in front; what waits for a merge counts only if it is frozen. */
    Freezing.Ranking whole(LogView log, int[] frozen) {
        FrozenFirst order = new FrozenFirst(frozen, log.entryCount(), log::compareKeys);
        Leaderboard board = board(goal.spec(), Ranking.Mode.SCALAR, order);
        IntStream inOrder = IntStream.range(0, log.size()).map(log::ordinalAt);
        IntStream joining = IntStream.of(log.pending()).filter(ordinal -> order.positionOf(ordinal) >= 0);
        IntStream.concat(inOrder, joining)
                .forEach(ordinal -> offer(board, ordinal, goal.entry(log.locatorOf(ordinal))));
        return new Freezing.Ranking(log, board.view().ranked());
    }

    /** Root of the leaderboard in the goal's mode. */
    static Hash root(GoalSpec spec, List<Candidate> standing) {
        Leaderboard board = board(spec, spec.ranking().mode(), Integer::compare);
        board.rebuild(standing);
        return board.view().root();
    }

    private static Leaderboard board(GoalSpec spec, Ranking.Mode mode, CanonicalOrder order) {
        return new Leaderboard(spec.leaderboardCapacity(), mode, order);
    }

    private void offer(Leaderboard board, int ordinal, StoredEntry entry) {
        if (stopping.getAsBoolean()) {
            throw new CancellationException("the node is stopping");
        }
        Ranked.offer(board, goal.spec(), ordinal, entry);
    }
}
