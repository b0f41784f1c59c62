package network.ian.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.TerminalText;
import network.ian.app.client.ApiClient;
import network.ian.app.client.GoalChoice;
import network.ian.app.client.NodeOptions;
import network.ian.core.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ian status}. */
@Command(name = "status", description = "Show a goal of a running node: log, leaderboard, roots, counters.")
public final class StatusCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final NodeOptions node;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "GOAL",
            description = "Id of the goal; may be left out if the node has one.")
    private String goal;

    @Option(names = "--json", description = "Print the answer's data as one JSON object.")
    private boolean json;

    public StatusCommand(Console console, NodeOptions node) {
        this.console = console;
        this.node = node;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        ApiClient client = node.connect();
        JsonNode status = client.get("/api/v1/status/" + GoalChoice.choose(client, goal));
        if (json) {
            console.json(status);
        } else {
            print("", status);
        }
        return ExitCode.OK.number();
    }

    /** Every field that the node gives, so that one which is newer than this program shows too. */
    private void print(String prefix, JsonNode object) {
        object.properties().forEach(field -> {
            String name = prefix + TerminalText.escape(field.getKey());
            if (field.getValue().isObject()) {
                print(name + ".", field.getValue());
            } else {
                console.line("%-26s %s".formatted(name, value(field.getValue())));
            }
        });
    }

    private static String value(JsonNode value) {
        return value.isNull() ? "-" : TerminalText.escape(value.isTextual() ? value.textValue() : value.toString());
    }
}
