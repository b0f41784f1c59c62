package network.ian.api.rest;

import com.fasterxml.jackson.databind.JsonNode;
import network.ian.api.http.Answer;
import network.ian.api.http.ApiRequest;
import network.ian.api.http.ReadEndpoint;
import network.ian.api.openapi.MayBeNull;
import network.ian.core.journal.StoredEntry;
import network.ian.core.node.GoalView;
import network.ian.core.projection.Candidate;

/** {@code GET /api/v1/policy/{goal_id}}. */
final class PolicyEndpoint implements ReadEndpoint {

    /**
     * The pack at rank 1.
     *
     * @param agentPack null if the body was dropped
     */
    record ActivePolicy(
            String packHash,
            String contributionId,
            String contributorId,
            double score,
            MetricsJson metrics,
            @MayBeNull JsonNode agentPack) {}

    /** @param activePolicy null while nothing is ranked */
    record PolicyJson(@MayBeNull ActivePolicy activePolicy) {}

    private final GoalLookup goals;

    PolicyEndpoint(GoalLookup goals) {
        this.goals = goals;
    }

    @Override
    public Answer read(ApiRequest request) {
        GoalView view = goals.view(request);
        return Answer.ok(new PolicyJson(
                view.leaderboard().best().map(best -> policy(view, best)).orElse(null)));
    }

    private static ActivePolicy policy(GoalView view, Candidate best) {
        StoredEntry stored = Entries.byId(view, best.id());
        return new ActivePolicy(
                best.packHash().hex(),
                best.id().hex(),
                best.contributorId(),
                best.score(),
                MetricsJson.of(best.metrics()),
                view.body(stored).map(PackJson::of).orElse(null));
    }
}
