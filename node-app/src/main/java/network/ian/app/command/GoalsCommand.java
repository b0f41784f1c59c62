package network.ian.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.Table;
import network.ian.app.cli.TerminalText;
import network.ian.app.client.NodeOptions;
import network.ian.core.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ian goals}. */
@Command(name = "goals", description = "List the goals of a running node.")
public final class GoalsCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final NodeOptions node;

    @Option(names = "--json", description = "Print the answer's data as one JSON value.")
    private boolean json;

    public GoalsCommand(Console console, NodeOptions node) {
        this.console = console;
        this.node = node;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
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
