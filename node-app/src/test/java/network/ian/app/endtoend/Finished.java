package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A command that has ended.
 *
 * @param out all of its stdout
 * @param err all of its stderr
 */
public record Finished(String command, int exitCode, String out, String err) {

    /** Says so if it ended otherwise. */
    public Finished withExitCode(int expected) {
        assertThat(exitCode).as(() -> command + "\n" + out + "\n" + err).isEqualTo(expected);
        return this;
    }

    /** The last line of stdout, as JSON. */
    public JsonNode json() {
        List<String> lines = out.lines().toList();
        assertThat(lines).as(() -> command + " printed nothing; stderr: " + err).isNotEmpty();
        return Json.parse(lines.get(lines.size() - 1));
    }
}
