package network.ian.app.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import network.ian.core.journal.Problem;

/**
 * A finding as commands print it in JSON.
 *
 * @param offset octets from the start of the file
 * @param kind damage, leftover, state, projection or specification
 * @param text all of it as a sentence
 */
record ProblemAnswer(
        @JsonProperty("goal_id") String goalId,
        @JsonProperty("file") String file,
        @JsonProperty("offset") long offset,
        @JsonProperty("kind") String kind,
        @JsonProperty("problem") String problem,
        @JsonProperty("text") String text) {

    static ProblemAnswer of(Problem problem) {
        return new ProblemAnswer(
                problem.goalId(),
                problem.file().toString(),
                problem.offset(),
                problem.kind().name().toLowerCase(Locale.ROOT),
                problem.what(),
                problem.toString());
    }
}
