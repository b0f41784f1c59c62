package network.ian.core.node;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import network.ian.core.event.GoalEvent;
import network.ian.core.event.GoalEvents;
import network.ian.core.finality.FoldedFinalities;
import network.ian.core.goal.GoalSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets an opened goal be seen, in this order: its writer runs, finality follows it, it is served, saved and told of. */
final class GoalLaunch {

    private static final Logger LOG = LoggerFactory.getLogger(GoalLaunch.class);

    private final ServedGoals goals;
    private final FoldedFinalities finalities;
    private final StateKeeper keeper;
    private final GoalEvents events;
    private final List<Consumer<Goal>> listeners = new CopyOnWriteArrayList<>();

    GoalLaunch(ServedGoals goals, FoldedFinalities finalities, StateKeeper keeper, GoalEvents events) {
        this.goals = goals;
        this.finalities = finalities;
        this.keeper = keeper;
        this.events = events;
    }

    void onAdded(Consumer<Goal> listener) {
        listeners.add(listener);
    }

    void launch(Goal goal) {
        goal.writer().ifPresent(GoalWriter::start);
        goal.foldStart().ifPresent(finalities::add);
        goals.add(goal);
        LOG.atInfo()
                .addKeyValue("goal", goal.spec().goalId())
                .addKeyValue("topic", goal.spec().topic())
                .addKeyValue("goals", goals.all().size())
                .log("Goal added while running");
        GoalSpec spec = goal.spec();
        events.publish(new GoalEvent.GoalAdded(spec.goalId(), spec.topic(), spec.name()));
        keeper.saveOrSay();
        tell(goal);
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
