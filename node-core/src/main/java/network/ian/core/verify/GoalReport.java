package network.ian.core.verify;

import java.util.List;
import network.ian.core.crypto.Hash;
import network.ian.core.journal.Problem;

/**
 * What was found of one goal.
 *
 * @param logSize entries that could be read
 * @param logRoot root over them in canonical order
 * @param leaderboardRoot root of the ranking that follows from them
 * @param problems at most {@link #MOST_PROBLEMS}; empty if all is well
 */
public record GoalReport(String goalId, int logSize, Hash logRoot, Hash leaderboardRoot, List<Problem> problems) {

    /** More are left out: the first ones say it. */
    public static final int MOST_PROBLEMS = 1000;

    public GoalReport {
        problems = List.copyOf(problems);
    }

    public boolean ok() {
        return problems.isEmpty();
    }
}
