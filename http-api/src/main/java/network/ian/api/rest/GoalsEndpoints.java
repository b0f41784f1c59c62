package network.ian.api.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import network.ian.api.http.Answer;
import network.ian.api.http.ApiJson;
import network.ian.api.http.ApiRequest;
import network.ian.core.node.Goal;
import network.ian.core.node.Node;

/** {@code GET /api/v1/goals} and {@code /api/v1/goals/{goal_id}}. */
final class GoalsEndpoints {

    /**
     * A goal in short.
     *
     * @param state SERVING, FULL, FAILED or DAMAGED
     */
    record GoalSummary(String goalId, String name, String description, String topic, String state, int logSize) {}

    /** All goals of the node. */
    record GoalList(List<GoalSummary> goals, int total) {}

    /**
     * A goal's rules.
     *
     * @param topic SHA-256 of the canonical JSON of {@code spec}
     */
    record GoalRules(String goalId, String topic, JsonNode spec) {}

    private final Node node;
    private final GoalLookup goals;

    GoalsEndpoints(Node node, GoalLookup goals) {
        this.node = node;
        this.goals = goals;
    }

    Answer all(ApiRequest request) {
        List<GoalSummary> all =
                node.goals().stream().map(GoalsEndpoints::summary).toList();
        return Answer.ok(new GoalList(all, all.size()));
    }

    Answer one(ApiRequest request) {
        Goal goal = goals.goal(request);
        JsonNode spec = ApiJson.parseOwn(goal.spec().canonical().view());
        return Answer.ok(new GoalRules(goal.spec().goalId(), goal.spec().topic().hex(), spec));
    }

    private static GoalSummary summary(Goal goal) {
        return new GoalSummary(
                goal.spec().goalId(),
                goal.spec().name(),
                goal.spec().description(),
                goal.spec().topic().hex(),
                goal.health().state().name(),
                goal.view().map(view -> view.log().size()).orElse(0));
    }
}
