package network.ian.client.answer;

import network.ian.core.crypto.Hash;
import network.ian.core.goal.GoalSpec;

/**
 * A goal that a node serves, and will after every restart.
 *
 * @param added false if it did before, by the same topic
 */
public record AddedGoal(String goalId, Hash topic, boolean added) {

    /**
     * From {@code POST /api/v1/admin/goals}.
     *
     * @param spec what was posted
     * @throws network.ian.core.codec.MalformedException if the answer is about another goal
     */
    public static AddedGoal readOf(GoalSpec spec, Fields in) {
        AddedGoal answer = new AddedGoal(in.text("goal_id"), in.hash("topic"), in.bool("added"));
        if (!answer.topic.equals(spec.topic())) {
            throw in.malformed("topic", "expected " + spec.topic());
        }
        return answer;
    }
}
