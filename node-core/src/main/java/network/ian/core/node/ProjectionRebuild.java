package network.ian.core.node;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import network.ian.core.crypto.Hash;
import network.ian.core.goal.GoalSpec;
import network.ian.core.projection.Leaderboard;
import network.ian.core.projection.LeaderboardView;
import network.ian.core.projection.Ranked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folds a goal's leaderboard anew from the journal, beside the writer, and compares. Any thread may. */
final class ProjectionRebuild {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionRebuild.class);
    /** Ten million entries take some twenty seconds. */
    private static final long PATIENCE_SECONDS = 300;

    private ProjectionRebuild() {}

    /**
     * Folds, compares, replaces what was wrong.
     *
     * @return empty if the goal answers nothing, because it is damaged
     * @throws IOException if the goal's writer does not take the new leaderboard over
     * @throws java.io.UncheckedIOException if the journal cannot be read
     */
    static Optional<RebuiltProjection> run(Goal goal) throws IOException {
        Optional<GoalView> view = goal.view();
        if (view.isEmpty()) {
            return Optional.empty();
        }
        Hash served = view.get().leaderboard().root();
        Hash folded = fold(goal.spec(), view.get()).root();
        boolean differed = !folded.equals(served);
        if (differed) {
            LOG.atError()
                    .addKeyValue("goal", goal.spec().goalId())
                    .addKeyValue("served_root", served)
                    .addKeyValue("folded_root", folded)
                    .addKeyValue("log_size", view.get().log().size())
                    .log("The leaderboard that was served is not what the log gives: a fault of this program or of the"
                            + " machine's memory. It is folded anew");
            replace(goal);
        }
        return Optional.of(new RebuiltProjection(
                goal.spec().goalId(), view.get().log().size(), view.get().log().root(), served, folded, differed));
    }

    static LeaderboardView fold(GoalSpec spec, GoalView view) {
        // Positions in the order stand for the entries, so the writer's own numbering is not relied on.
        Leaderboard board =
                new Leaderboard(spec.leaderboardCapacity(), spec.ranking().mode(), Integer::compare);
        view.entries().each(row -> {
            OptionalInt position = view.log().positionOf(row.id());
            if (position.isPresent()) {
                Ranked.offer(board, spec, position.getAsInt(), row.toStored());
            }
        });
        return board.view();
    }

    private static void replace(Goal goal) throws IOException {
        try {
            boolean done = goal.writer().orElseThrow().rankAnew().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!done) {
                throw new IOException("the goal's writer did not take the leaderboard over: restart the node");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the goal's writer does not answer: restart the node", e);
        }
    }
}
