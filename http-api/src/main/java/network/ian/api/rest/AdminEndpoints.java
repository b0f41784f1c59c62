package network.ian.api.rest;

import java.time.Clock;
import network.ian.api.http.Answer;
import network.ian.api.http.ApiRequest;
import network.ian.api.http.RefusedException;
import network.ian.core.crypto.Hash;
import network.ian.core.journal.StoredEntry;
import network.ian.core.node.Goal;
import network.ian.core.node.GoalView;
import network.ian.core.node.Node;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What only an operator may do. */
final class AdminEndpoints {

    private static final Logger LOG = LoggerFactory.getLogger(AdminEndpoints.class);

    /**
     * A body is gone.
     *
     * @param dropped whether it was still there before
     */
    record DroppedBody(String goalId, String contributionId, boolean dropped) {}

    /** The state was handed to the disk; a failure to write it is in the node's log. */
    record SavedState(long savedAtMs) {}

    private final Node node;
    private final GoalLookup goals;
    private final Clock clock;

    AdminEndpoints(Node node, GoalLookup goals, Clock clock) {
        this.node = node;
        this.goals = goals;
        this.clock = clock;
    }

    /** Header, leaf and proofs stay. */
    Answer dropBody(ApiRequest request) {
        Goal goal = goals.goal(request);
        GoalView view = GoalLookup.view(goal);
        Hash id = request.pathHash("contribution_id");
        StoredEntry stored = Entries.byId(view, id);
        boolean there = view.body(stored).isPresent();
        if (there && !goal.dropBody(id)) {
            throw RefusedException.unavailable("the goal's writer did not drop the body; try again");
        }
        if (there) {
            LOG.atWarn()
                    .addKeyValue("goal", goal.spec().goalId())
                    .addKeyValue("contribution_id", id)
                    .log("Body dropped by an operator");
        }
        return Answer.ok(new DroppedBody(goal.spec().goalId(), id.hex(), there));
    }

    Answer save(ApiRequest request) {
        node.saveState();
        return Answer.ok(new SavedState(clock.millis()));
    }
}
