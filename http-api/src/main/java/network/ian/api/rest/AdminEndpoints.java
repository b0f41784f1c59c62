package network.ian.api.rest;

import java.io.IOException;
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

    /** The state is on the disk. */
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

    /** 503 if the disk did not take it: it is tried again within a minute, and no entry depends on it. */
    Answer save(ApiRequest request) {
        try {
            node.saveState();
        } catch (IOException | RuntimeException e) {
            // The file's name and the system's words; the stack trace is in the node's log.
            throw RefusedException.unavailable("the state was not saved: " + e.getMessage());
        }
        return Answer.ok(new SavedState(clock.millis()));
    }
}
