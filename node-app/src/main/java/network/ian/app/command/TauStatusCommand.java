package network.ian.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.Table;
import network.ian.app.cli.TerminalText;
import network.ian.app.client.ApiClient;
import network.ian.app.client.GoalChoice;
import network.ian.app.client.NodeOptions;
import network.ian.core.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ian tau status}. */
@Command(name = "status", description = "Show how a running node stands towards Tau Net, and its goals' anchors.")
final class TauStatusCommand implements Callable<Integer> {

    private static final int ROOT_SHOWN = 16;

    private final Console console;

    @Mixin
    private final NodeOptions node;

    @Parameters(index = "0", arity = "0..1", paramLabel = "GOAL", description = "Only this goal; else all of them.")
    private String goal;

    @Option(names = "--json", description = "Print the answers' data as one JSON object.")
    private boolean json;

    TauStatusCommand(Console console, NodeOptions node) {
        this.console = console;
        this.node = node;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        ApiClient client = node.connect();
        List<String> goals = goal == null
                ? client.get("/api/v1/goals").path("goals").findValuesAsText("goal_id")
                : List.of(GoalChoice.require(goal));
        JsonNode tau = client.get("/api/v1/tau");
        List<JsonNode> anchors = goals.stream()
                .map(id -> client.get("/api/v1/anchors/" + GoalChoice.require(id)))
                .toList();
        if (json) {
            ObjectNode all = tau.deepCopy();
            all.putArray("goals").addAll(anchors);
            console.json(all);
        } else {
            node(tau);
            anchors.forEach(this::goal);
        }
        return ExitCode.OK.number();
    }

    private void node(JsonNode tau) {
        line("mode", tau.path("mode"));
        line("tau node", tau.path("address"));
        line("connected", tau.path("connected"));
        line("network", tau.path("env"));
        line("verified head", tau.path("head").path("number"));
        line("circuit breaker", tau.path("circuit_breaker"));
        JsonNode committer = tau.path("committer");
        if (committer.isObject()) {
            line("committer", committer.path("public_key"));
            line("state", committer.path("state"));
            line("", committer.path("detail"));
            line("in flight", committer.path("in_flight"));
            line("committed", committer.path("committed"));
            line("failed", committer.path("failed"));
            line("balance", committer.path("balance"));
        }
        if (!tau.path("problem").asText().isEmpty()) {
            line("problem", tau.path("problem"));
        }
    }

    private void goal(JsonNode list) {
        console.line("");
        JsonNode finality = list.path("finality");
        console.line("%s: %s of its entries final (source %s), %s anchors, %s pending"
                .formatted(
                        text(list.path("goal_id")),
                        text(finality.path("size")),
                        text(finality.path("source")),
                        text(list.path("total")),
                        text(finality.path("pending"))));
        if (list.path("committer").isNull()) {
            console.line("  its rules name no anchor: nothing of it ever becomes final");
        }
        if (list.path("anchors").isEmpty()) {
            return;
        }
        Table table = new Table(">SEQUENCE", ">ENTRIES", "LOG ROOT", ">BLOCK", ">CONFIRMATIONS", "STATE", "DETAIL");
        for (JsonNode anchor : list.path("anchors")) {
            String root = text(anchor.path("log_root"));
            table.row(
                    text(anchor.path("sequence")),
                    text(anchor.path("size")),
                    root.substring(0, Math.min(ROOT_SHOWN, root.length())),
                    text(anchor.path("block_number")),
                    text(anchor.path("confirmations")),
                    text(anchor.path("state")),
                    text(anchor.path("detail")));
        }
        table.lines().forEach(console::line);
    }

    private void line(String name, JsonNode value) {
        console.line("%-16s %s".formatted(name, value.isNull() || value.isMissingNode() ? "-" : text(value)));
    }

    private static String text(JsonNode value) {
        return TerminalText.escape(value.asText(), 300);
    }
}
