package network.ian.api.rest;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import network.ian.api.http.Answer;
import network.ian.api.http.ApiJson;
import network.ian.api.http.ApiRequest;
import network.ian.api.http.ReadEndpoint;
import network.ian.api.openapi.MayBeNull;
import network.ian.core.codec.Bytes;
import network.ian.core.node.Goal;
import network.ian.core.node.GoalView;
import network.ian.core.view.AnchorView;
import network.ian.core.view.Finality;
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
    // By goal, of which a node has few.
    private final Map<String, Last> last = new ConcurrentHashMap<>();

    StatusEndpoint(GoalLookup goals, PeerDirectory peers, AnchorView anchors) {
        this.goals = goals;
        this.peers = peers;
        this.anchors = anchors;
    }

    /** All that can change in a goal's state. */
    private record Inputs(long rejected, SyncState sync, int peers, Finality finality) {}

    /** What was answered last, and to what. */
    private record Last(WeakReference<GoalView> view, Inputs inputs, Bytes json) {

        private boolean holds(GoalView nowView, Inputs now) {
            return view.refersTo(nowView) && inputs.equals(now);
        }
    }

    @Override
    public Answer read(ApiRequest request) {
        Goal goal = goals.goal(request);
        GoalView view = GoalLookup.view(goal);
        Inputs inputs = inputs(goal);
        Last known = last.get(goal.spec().goalId());
        if (known == null || !known.holds(view, inputs)) {
            // One makes it and the others wait: all who ask come here at once after each contribution.
            known = last.compute(
                    goal.spec().goalId(),
                    (goalId, other) -> other != null && other.holds(view, inputs) ? other : answer(goal, view, inputs));
        }
        return Answer.prepared(known.json());
    }

    private static Last answer(Goal goal, GoalView view, Inputs inputs) {
        Bytes json = Bytes.wrap(ApiJson.write(status(goal, view, inputs)));
        return new Last(new WeakReference<>(view), inputs, json);
    }

    GoalStatus status(Goal goal, GoalView view) {
        return status(goal, view, inputs(goal));
    }

    private Inputs inputs(Goal goal) {
        String goalId = goal.spec().goalId();
        return new Inputs(
                goal.counters().rejected(), peers.sync(goalId), peers.connectedCount(), anchors.finality(goalId));
    }

    private static GoalStatus status(Goal goal, GoalView view, Inputs inputs) {
        long accepted = view.log().entryCount();
        long rejected = inputs.rejected();
        return new GoalStatus(
                goal.spec().goalId(),
                goal.spec().topic().hex(),
                view.log().size(),
                view.leaderboard().size(),
                accepted + rejected,
                accepted,
                rejected,
                view.log().root().hex(),
                view.leaderboard().root().hex(),
                view.leaderboard().best().map(best -> best.packHash().hex()).orElse(null),
                inputs.sync().consensus().name(),
                inputs.sync().lag(),
                inputs.peers(),
                AnchorEndpoints.FinalityJson.of(inputs.finality()));
    }
}
