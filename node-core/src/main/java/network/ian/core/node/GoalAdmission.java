package network.ian.core.node;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.UnreadableGoal;

/** Whether a node has a place for one more goal: its id is free, the node has fewer than its most, and the disk has room. */
final class GoalAdmission {

    private final GoalCatalog catalog;
    private final ServedGoals goals;
    private final List<UnreadableGoal> unreadable;
    private final Quota quota;
    private final int limit;

    /** @param limit most goals of the node, those that cannot be read included */
    GoalAdmission(
            GoalCatalog catalog, ServedGoals goals, Collection<UnreadableGoal> unreadable, Quota quota, int limit) {
        this.catalog = catalog;
        this.goals = goals;
        this.unreadable = List.copyOf(unreadable);
        this.quota = quota;
        this.limit = limit;
    }

    /** Goals that are stored here and cannot be served. */
    List<UnreadableGoal> unreadable() {
        return unreadable;
    }

    int limit() {
        return limit;
    }

    /** What another goal that has the id says against this one; empty if nothing. */
    Optional<GoalOffer> conflict(GoalSpec spec) {
        Optional<String> unserved = unreadable.stream()
                .filter(goal -> goal.goalId().equals(spec.goalId()))
                .map(UnreadableGoal::detail)
                .findFirst();
        return unserved.or(() -> catalog.conflict(spec)).map(GoalOffer.Conflict::new);
    }

    /**
     * Why there is no room; empty if there is.
     *
     * @throws IOException if the disk does not tell how full it is
     */
    Optional<GoalOffer> noRoom(GoalSpec spec) throws IOException {
        long others = goals.all().stream()
                        .filter(goal -> !goal.spec().goalId().equals(spec.goalId()))
                        .count()
                + unreadable.size();
        if (others >= limit) {
            return Optional.of(
                    new GoalOffer.NoRoom("the node has " + others + " goals, the limit is " + limit + " (goals.max)"));
        }
        return quota.exceededBy(0, spec.canonical().size()).map(GoalOffer.NoRoom::new);
    }
}
