package network.ian.core.goal;

import java.nio.file.Path;

/**
 * A goal that is stored here and cannot be served, because what it is about cannot be read.
 *
 * @param file that is damaged or missing
 * @param problem in words
 */
public record UnreadableGoal(String goalId, Path file, String problem) {

    /** For an operator: what is wrong, where, and what to do. */
    public String detail() {
        return "goal " + goalId + ", file " + file + ": " + problem;
    }
}
