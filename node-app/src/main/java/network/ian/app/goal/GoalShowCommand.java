package network.ian.app.goal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.concurrent.Callable;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.TerminalText;
import network.ian.app.client.ApiClient;
import network.ian.app.client.GoalChoice;
import network.ian.app.client.NodeOptions;
import network.ian.client.answer.Fields;
import network.ian.client.answer.GoalRules;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.ConfigException;
import network.ian.core.goal.GoalSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ian goal show}. */
@Command(name = "show", description = "Show a goal of a running node.")
public final class GoalShowCommand implements Callable<Integer> {

    private static final int LONGEST = 4_000;
    private static final ObjectMapper PRETTY = new ObjectMapper();

    private final Console console;

    @Mixin
    private final NodeOptions node;

    @Parameters(paramLabel = "GOAL", description = "The goal by name.")
    private String goal;

    @Option(names = "--spec", description = "Print its specification alone, as ian goal add takes it on another node.")
    private boolean specOnly;

    @Option(names = "--json", description = "Print the answer's data as one JSON object.")
    private boolean json;

    public GoalShowCommand(Console console, NodeOptions node) {
        this.console = console;
        this.node = node;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        ApiClient client = node.connect();
        JsonNode data = client.get("/api/v1/goals/" + GoalChoice.require(goal));
        if (json) {
            console.json(data);
            return ExitCode.OK.number();
        }
        GoalSpec spec = spec(data);
        if (specOnly) {
            console.line(PRETTY.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(PRETTY.readTree(spec.canonical().view())));
            return ExitCode.OK.number();
        }
        GoalFacts.print(console, spec);
        if (!spec.description().isEmpty()) {
            console.line("");
            console.line(TerminalText.escape(spec.description(), LONGEST));
        }
        return ExitCode.OK.number();
    }

    private GoalSpec spec(JsonNode data) {
        try {
            return GoalRules.read(goal, Fields.of("rules", data));
        } catch (MalformedException e) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "this program cannot read the goal's rules: " + TerminalText.escape(e.getMessage(), LONGEST));
        }
    }
}
