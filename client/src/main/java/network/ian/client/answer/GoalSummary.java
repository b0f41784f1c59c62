package network.ian.client.answer;

import java.util.List;
import network.ian.core.crypto.Hash;

/**
 * A goal in short.
 *
 * @param topic SHA-256 of the goal's rules, as the node says
 * @param state SERVING, FULL, FAILED or DAMAGED
 */
public record GoalSummary(String goalId, String name, String description, Hash topic, String state, long logSize) {

    private static final int MOST = 10_000;

    /** From {@code /api/v1/goals}. */
    public static List<GoalSummary> readAll(Fields in) {
        return in.list("goals", MOST, GoalSummary::read);
    }

    private static GoalSummary read(Fields in) {
        return new GoalSummary(
                in.text("goal_id"),
                in.text("name"),
                in.text("description"),
                in.hash("topic"),
                in.text("state"),
                in.count("log_size"));
    }
}
