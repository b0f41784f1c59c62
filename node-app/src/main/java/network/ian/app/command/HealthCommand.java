package network.ian.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.concurrent.Callable;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.TerminalText;
import network.ian.app.client.ApiClient;
import network.ian.app.client.NodeOptions;
import network.ian.client.http.NodeAnswer;
import network.ian.core.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ian health}: as a container's health check wants it, exit code 0 or 1 and no other. */
@Command(name = "health", description = "Ask a running node whether it is well; exit code 0 if it is, 1 if not.")
public final class HealthCommand implements Callable<Integer> {

    private static final int LONGEST_REPORT = 2000;

    private final Console console;

    @Mixin
    private final NodeOptions node;

    @Option(names = "--json", description = "Print the node's report as one JSON value.")
    private boolean json;

    public HealthCommand(Console console, NodeOptions node) {
        this.console = console;
        this.node = node;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        ApiClient client = node.connect();
        NodeAnswer answer;
        try {
            answer = client.ask("/health");
        } catch (CommandFailure unreachable) {
            console.note(unreachable.getMessage());
            return print(false, JsonNodeFactory.instance.objectNode().put("status", "unreachable"));
        }
        return print(answer.ok(), answer.data());
    }

    private int print(boolean healthy, JsonNode report) {
        if (json) {
            console.json(report.isMissingNode() ? JsonNodeFactory.instance.objectNode() : report);
        } else if (healthy) {
            console.line("healthy");
        } else {
            console.line("unhealthy " + TerminalText.escape(report.toString(), LONGEST_REPORT));
        }
        return (healthy ? ExitCode.OK : ExitCode.FAILED).number();
    }
}
