package network.ian.api.rest;

import network.ian.api.http.Answer;
import network.ian.api.http.ApiRequest;
import network.ian.api.http.ReadEndpoint;
import network.ian.api.openapi.MayBeNull;
import network.ian.core.node.Goal;
import network.ian.core.node.GoalView;
import network.ian.core.view.AnchorView;
import network.ian.core.view.PeerDirectory;
import network.ian.core.view.SyncState;

/** {@code GET /api/v1/status/{goal_id}}. */
final class StatusEndpoint implements ReadEndpoint {

    /**
     * A goal's state.
     *
     * @param acceptedContributions entries, with those that wait for a merge
     * @param rejectedContributions answers with {@code accepted:false}
     * @param activePolicyHash pack hash at rank 1; null while nothing is ranked
     */
    record GoalStatus(
            String goalId,
            String topic,
            int logSize,
            int leaderboardSize,
            long totalContributions,
            long acceptedContributions,
            long rejectedContributions,
            String logRoot,
            String leaderboardRoot,
            @MayBeNull String activePolicyHash,
            String consensusState,
            long syncLag,
            int peerCount,
            AnchorEndpoints.FinalityJson finality) {}

    private final GoalLookup goals;
    private final PeerDirectory peers;
    private final AnchorView anchors;

    StatusEndpoint(GoalLookup goals, PeerDirectory peers, AnchorView anchors) {
        this.goals = goals;
        this.peers = peers;
        this.anchors = anchors;
    }

    @Override
    public Answer read(ApiRequest request) {
        Goal goal = goals.goal(request);
        return Answer.ok(status(goal, GoalLookup.view(goal)));
    }

    GoalStatus status(Goal goal, GoalView view) {
        String goalId = goal.spec().goalId();
        long accepted = view.log().entryCount();
        long rejected = goal.counters().rejected();
        SyncState sync = peers.sync(goalId);
        return new GoalStatus(
                goalId,
                goal.spec().topic().hex(),
                view.log().size(),
                view.leaderboard().size(),
                accepted + rejected,
                accepted,
                rejected,
                view.log().root().hex(),
                view.leaderboard().root().hex(),
                view.leaderboard().best().map(best -> best.packHash().hex()).orElse(null),
                sync.consensus().name(),
                sync.lag(),
                peers.connected().size(),
                AnchorEndpoints.FinalityJson.of(anchors.finality(goalId)));
    }
}
