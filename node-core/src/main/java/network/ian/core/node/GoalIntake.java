package network.ian.core.node;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import network.ian.core.evaluation.Evaluation;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.UnreadableGoal;

/**
 * Takes goals into a running node, one at a time. A goal is checked, written to disk, opened, and only then seen: a crash at any
 * point leaves a goal that the next start serves, or none.
 */
final class GoalIntake implements AutoCloseable {

    private final GoalAdmission admission;
    private final GoalCatalog catalog;
    private final GoalFit fit;
    private final GoalOpener opener;
    private final ServedGoals goals;
    private final GoalLaunch launch;
    private boolean closed;

    GoalIntake(
            GoalAdmission admission,
            GoalCatalog catalog,
            GoalFit fit,
            GoalOpener opener,
            ServedGoals goals,
            GoalLaunch launch) {
        this.admission = admission;
        this.catalog = catalog;
        this.fit = fit;
        this.opener = opener;
        this.goals = goals;
        this.launch = launch;
    }

    List<UnreadableGoal> unreadable() {
        return admission.unreadable();
    }

    int limit() {
        return admission.limit();
    }

    void onAdded(Consumer<Goal> listener) {
        launch.onAdded(listener);
    }

    /**
     * Takes a goal.
     *
     * @throws network.ian.core.codec.MalformedException if this node cannot serve it; nothing was changed
     * @throws IOException if the disk refuses; offering it again, or a restart, takes it up where that stopped
     */
    synchronized GoalOffer offer(GoalSpec spec) throws IOException {
        Optional<Goal> served =
                goals.find(spec.goalId()).filter(goal -> goal.spec().topic().equals(spec.topic()));
        if (served.isPresent()) {
            return new GoalOffer.Taken(served.get(), false);
        }
        Optional<GoalOffer> refused = refusal(spec);
        if (refused.isPresent()) {
            return refused.get();
        }
        Evaluation evaluation = fit.prepare(spec);
        catalog.add(spec);
        Goal goal = open(spec, evaluation);
        launch.launch(goal);
        return new GoalOffer.Taken(goal, true);
    }

    /** Takes no more goals; what is being taken is finished first. */
    @Override
    public synchronized void close() {
        closed = true;
    }

    private Optional<GoalOffer> refusal(GoalSpec spec) throws IOException {
        Optional<GoalOffer> conflict = admission.conflict(spec);
        if (conflict.isPresent()) {
            return conflict;
        }
        return closed ? Optional.of(new GoalOffer.NoRoom("the node is stopping")) : admission.noRoom(spec);
    }

    private Goal open(GoalSpec spec, Evaluation evaluation) throws IOException {
        try {
            return opener.open(spec, evaluation, Optional.empty());
        } catch (IOException e) {
            throw new IOException(
                    "goal " + spec.goalId()
                            + " is stored, and will be served once it is added again or the node restarts;"
                            + " it could not be opened now: " + e.getMessage(),
                    e);
        }
    }
}
