package network.ian.api.rest;

import network.ian.api.http.ApiRequest;
import network.ian.api.http.RefusedException;
import network.ian.core.node.Goal;
import network.ian.core.node.GoalView;
import network.ian.core.node.Node;

/** Finds the goal that a request is about. */
final class GoalLookup {

    /** The part of the path that names a goal. */
    static final String GOAL_ID = "goal_id";

    private final Node node;

    GoalLookup(Node node) {
        this.node = node;
    }

    /**
     * The goal named in the path.
     *
     * @throws RefusedException 404 if there is none
     */
    Goal goal(ApiRequest request) {
        return goal(request.pathText(GOAL_ID));
    }

    /** The name comes from the sender and is not shown back. */
    Goal goal(String goalId) {
        return node.goal(goalId).orElseThrow(() -> refusal(goalId));
    }

    private RefusedException refusal(String goalId) {
        boolean unreadable =
                node.unreadableGoals().stream().anyMatch(goal -> goal.goalId().equals(goalId));
        return unreadable
                ? RefusedException.unavailable(
                        "the goal does not answer: its specification cannot be read, see /health")
                : RefusedException.notFound("goal_id: this node has no goal of that name");
    }

    /**
     * What a goal answers now.
     *
     * @throws RefusedException 503 while its log is damaged
     */
    static GoalView view(Goal goal) {
        return goal.view()
                .orElseThrow(() -> RefusedException.unavailable(
                        "goal " + goal.spec().goalId() + " does not answer: its stored log is damaged, see /health"));
    }

    GoalView view(ApiRequest request) {
        return view(goal(request));
    }
}
