package network.ian.app.goal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.Table;
import network.ian.app.cli.TerminalText;
import network.ian.app.client.NodeOptions;
import network.ian.core.config.ConfigException;

/** Lists the goals of a running node, for {@code ian goals} and {@code ian goal list}. */
public final class GoalListing {

    private GoalListing() {}

    /** Prints them; the command's exit code. */
    public static int print(Console console, NodeOptions node, boolean json) throws ConfigException, IOException {
        JsonNode data = node.connect().get("/api/v1/goals");
        if (json) {
            console.json(data);
            return ExitCode.OK.number();
        }
        Table table = new Table("GOAL", "NAME", "TOPIC");
        for (JsonNode goal : data.path("goals")) {
            table.row(text(goal, "goal_id", 64), text(goal, "name", 40), text(goal, "topic", 64));
        }
        table.lines().forEach(console::line);
        return ExitCode.OK.number();
    }

    private static String text(JsonNode goal, String field, int width) {
        return TerminalText.escape(goal.path(field).asText("-"), width);
    }
}
