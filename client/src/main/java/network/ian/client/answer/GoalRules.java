package network.ian.client.answer;

import network.ian.core.codec.CanonicalJson;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.GoalSpecCodec;

/** Reads a goal's rules. */
public final class GoalRules {

    private GoalRules() {}

    /**
     * From {@code /api/v1/goals/{goal_id}}. The topic is computed from the rules and not taken on trust.
     *
     * @throws network.ian.core.codec.MalformedException if this program cannot read them, or if they are another goal's
     */
    public static GoalSpec read(String goalId, Fields in) {
        GoalSpec spec = GoalSpecCodec.decode("spec", CanonicalJson.encode("spec", in.json("spec")));
        if (!spec.goalId().equals(goalId)) {
            throw in.malformed("spec.goal_id", "expected " + goalId);
        }
        return spec;
    }
}
