package network.ian.core.node;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import network.ian.core.evaluation.Evaluation;
import network.ian.core.event.GoalEvent;
import network.ian.core.finality.FoldedFinalities;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.UnreadableGoal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes goals into a running node, one at a time. A goal is checked, written to disk, opened, and only then seen: a crash at any
 * point leaves a goal that the next start serves, or none.
 */
final class GoalIntake implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GoalIntake.class);

    private final GoalCatalog catalog;
    private final GoalFit fit;
    private final GoalOpener opener;
    private final ServedGoals goals;
    private final List<UnreadableGoal> unreadable;
    private final NodeParts parts;
    private final FoldedFinalities finalities;
    private final StateKeeper keeper;
    private final int limit;
    private final List<Consumer<Goal>> listeners = new CopyOnWriteArrayList<>();
    private boolean closed;

    /** @param limit most goals of the node, those that cannot be read included */
    GoalIntake(
            GoalCatalog catalog,
            GoalFit fit,
            GoalOpener opener,
            ServedGoals goals,
            Collection<UnreadableGoal> unreadable,
            NodeParts parts,
            FoldedFinalities finalities,
            StateKeeper keeper,
            int limit) {
        this.catalog = catalog;
        this.fit = fit;
        this.opener = opener;
        this.goals = goals;
        this.unreadable = List.copyOf(unreadable);
        this.parts = parts;
        this.finalities = finalities;
        this.keeper = keeper;
        this.limit = limit;
    }

    List<UnreadableGoal> unreadable() {
        return unreadable;
    }

    int limit() {
        return limit;
    }

    void onAdded(Consumer<Goal> listener) {
        listeners.add(listener);
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
        Optional<GoalOffer> refused = conflict(spec).or(() -> full(spec));
        if (refused.isEmpty()) {
            refused = diskFull(spec);
        }
        if (refused.isPresent()) {
            return refused.get();
        }
        Evaluation evaluation = fit.prepare(spec);
        catalog.add(spec);
        Goal goal = open(spec, evaluation);
        serve(goal);
        tell(goal);
        return new GoalOffer.Taken(goal, true);
    }

    /** Takes no more goals; what is being taken is finished first. */
    @Override
    public synchronized void close() {
        closed = true;
    }

    private Optional<GoalOffer> conflict(GoalSpec spec) {
        Optional<String> unserved = unreadable.stream()
                .filter(goal -> goal.goalId().equals(spec.goalId()))
                .map(UnreadableGoal::detail)
                .findFirst();
        return unserved.or(() -> catalog.conflict(spec)).map(GoalOffer.Conflict::new);
    }

    private Optional<GoalOffer> full(GoalSpec spec) {
        if (closed) {
            return Optional.of(new GoalOffer.NoRoom("the node is stopping"));
        }
        long others = goals.all().stream()
                        .filter(goal -> !goal.spec().goalId().equals(spec.goalId()))
                        .count()
                + unreadable.size();
        return others < limit
                ? Optional.empty()
                : Optional.of(new GoalOffer.NoRoom(
                        "the node has " + others + " goals, the limit is " + limit + " (goals.max)"));
    }

    private Optional<GoalOffer> diskFull(GoalSpec spec) throws IOException {
        return parts.quota().exceededBy(0, spec.canonical().size()).map(GoalOffer.NoRoom::new);
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

    private void serve(Goal goal) {
        goal.writer().ifPresent(GoalWriter::start);
        goal.foldStart().ifPresent(finalities::add);
        goals.add(goal);
        LOG.atInfo()
                .addKeyValue("goal", goal.spec().goalId())
                .addKeyValue("topic", goal.spec().topic())
                .addKeyValue("goals", goals.all().size())
                .log("Goal added while running");
        GoalSpec spec = goal.spec();
        parts.events().publish(new GoalEvent.GoalAdded(spec.goalId(), spec.topic(), spec.name()));
        keeper.saveOrSay();
    }

    private void tell(Goal goal) {
        for (Consumer<Goal> listener : listeners) {
            try {
                listener.accept(goal);
            } catch (RuntimeException | Error e) {
                // The goal is stored and served; what a listener does wrong must not make its adder believe otherwise.
                LOG.atError()
                        .setCause(e)
                        .addKeyValue("goal", goal.spec().goalId())
                        .log("A listener to new goals failed");
            }
        }
    }
}
