package network.ian.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import network.ian.app.agent.BuildAdvice;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.TerminalText;
import network.ian.app.client.ApiClient;
import network.ian.app.client.NodeOptions;
import network.ian.client.http.NodeAnswer;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.ConfigException;
import network.ian.core.verdict.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ian contribute}. */
@Command(
        name = "contribute",
        description = "Contribute an agent to a goal of a running node; exit code 1 if the goal does not accept it.")
public final class ContributeCommand implements Callable<Integer> {

    private static final int LONGEST_REASON = 400;

    private final Console console;
    private final ContributionDraft draft;

    @Mixin
    private final NodeOptions node;

    @Mixin
    private final ContributionOptions options = new ContributionOptions();

    @Option(names = "--json", description = "Print the answer's data as one JSON object.")
    private boolean json;

    public ContributeCommand(Console console, NodeOptions node, ContributionDraft draft) {
        this.console = console;
        this.node = node;
        this.draft = draft;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        ApiClient client = node.connect();
        byte[] request;
        try {
            request = draft.request(options, client, console::note);
        } catch (RefusedHereException e) {
            return refusedHere(e.refusal());
        } catch (MalformedException e) {
            throw new CommandFailure(ExitCode.USAGE, TerminalText.escape(e.getMessage(), LONGEST_REASON));
        }
        NodeAnswer answer = client.post("/api/v1/contribute", request);
        JsonNode data = client.require(answer);
        if (json) {
            console.json(data);
        } else {
            print(data);
        }
        return (data.path("accepted").asBoolean() ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private int refusedHere(Verdict.Reject refusal) {
        if (json) {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.put("accepted", false);
            answer.put("rejection_type", refusal.reason().name());
            answer.put("reason", refusal.detail());
            console.json(answer);
        } else {
            console.line(
                    "not accepted, " + refusal.reason() + ": " + TerminalText.escape(refusal.detail(), LONGEST_REASON));
            BuildAdvice.on(refusal).ifPresent(console::line);
        }
        console.note("found here with the node's own checks; nothing was sent");
        return ExitCode.FAILED.number();
    }

    private void print(JsonNode data) {
        if (data.path("accepted").asBoolean()) {
            console.line("accepted at index " + text(data, "log_index") + " with score " + text(data, "score"));
        } else {
            console.line("not accepted, " + text(data, "rejection_type") + ": " + text(data, "reason"));
        }
        console.line("contribution  " + text(data, "contribution_id"));
        data.path("metrics")
                .properties()
                .forEach(metric -> console.line("%-13s %s"
                        .formatted(
                                TerminalText.escape(metric.getKey()),
                                TerminalText.escape(metric.getValue().asText()))));
    }

    private static String text(JsonNode data, String field) {
        JsonNode value = data.path(field);
        return value.isNull() || value.isMissingNode() ? "-" : TerminalText.escape(value.asText(), LONGEST_REASON);
    }
}
