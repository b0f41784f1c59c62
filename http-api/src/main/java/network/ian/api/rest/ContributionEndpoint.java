package network.ian.api.rest;

import com.fasterxml.jackson.databind.JsonNode;
import network.ian.api.http.Answer;
import network.ian.api.http.ApiRequest;
import network.ian.api.http.ReadEndpoint;
import network.ian.api.openapi.MayBeNull;
import network.ian.core.contribution.Header;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.crypto.Hash;
import network.ian.core.journal.StoredEntry;
import network.ian.core.node.Goal;
import network.ian.core.node.GoalView;

/** {@code GET /api/v1/contribution/{goal_id}/{contribution_id}}. */
final class ContributionEndpoint implements ReadEndpoint {

    /**
     * A contribution with all that is needed to verify it.
     *
     * @param header the exact bytes that were signed, in hex
     * @param body null if it was dropped
     * @param logIndex position now; null if it waits for a merge
     */
    record ContributionJson(
            String contributionId,
            String header,
            String signature,
            String publicKey,
            String contributorId,
            boolean sponsored,
            long timestampMs,
            String packHash,
            @MayBeNull JsonNode body,
            MetricsJson metrics,
            double score,
            @MayBeNull Integer logIndex) {}

    private final GoalLookup goals;

    ContributionEndpoint(GoalLookup goals) {
        this.goals = goals;
    }

    @Override
    public Answer read(ApiRequest request) {
        Goal goal = goals.goal(request);
        GoalView view = GoalLookup.view(goal);
        Hash id = request.pathHash("contribution_id");
        StoredEntry stored = Entries.byId(view, id);
        Header header = HeaderCodec.decode(stored.header());
        return Answer.ok(new ContributionJson(
                id.hex(),
                stored.header().hex(),
                stored.signature().hex(),
                header.publicKey().hex(),
                header.contributorId(),
                header.sponsored(),
                stored.timestampMs(),
                stored.packHash().hex(),
                view.body(stored).map(PackJson::of).orElse(null),
                MetricsJson.of(stored.metrics()),
                goal.spec().ranking().score(stored.metrics()),
                Positions.orNull(view.log().positionOf(id))));
    }
}
