package network.ian.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import network.ian.app.cli.CommandFailure;
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

/** {@code ian leaderboard}. */
@Command(name = "leaderboard", description = "Show who leads a goal of a running node.")
public final class LeaderboardCommand implements Callable<Integer> {

    private static final int MOST = 1000;
    private static final int CONTRIBUTOR_WIDTH = 24;

    private final Console console;

    @Mixin
    private final NodeOptions node;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "GOAL",
            description = "Id of the goal; may be left out if the node has one.")
    private String goal;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "Ranks to show, 1 to 1000 (20).")
    private int limit;

    @Option(names = "--json", description = "Print the answer's data as one JSON object.")
    private boolean json;

    public LeaderboardCommand(Console console, NodeOptions node) {
        this.console = console;
        this.node = node;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        if (limit < 1 || limit > MOST) {
            throw new CommandFailure(ExitCode.USAGE, "--limit: expected 1 to " + MOST);
        }
        ApiClient client = node.connect();
        String id = GoalChoice.choose(client, goal);
        JsonNode board = client.get("/api/v1/leaderboard/" + id + "?limit=" + limit);
        if (json) {
            console.json(board);
            return ExitCode.OK.number();
        }
        table(board.path("entries")).lines().forEach(console::line);
        console.line(board.path("entries").size() + " of " + board.path("total").asLong() + " ranked");
        return ExitCode.OK.number();
    }

    private static Table table(JsonNode entries) {
        Table table = new Table(
                ">RANK", ">SCORE", ">REWARD", ">RISK", ">COMPLEXITY", "CONTRIBUTOR", ">INDEX", "CONTRIBUTION");
        for (JsonNode entry : entries) {
            JsonNode metrics = entry.path("metrics");
            table.row(
                    entry.path("rank").asText(),
                    decimal(entry, "score"),
                    decimal(metrics, "reward"),
                    decimal(metrics, "risk"),
                    decimal(metrics, "complexity"),
                    TerminalText.escape(entry.path("contributor_id").asText(), CONTRIBUTOR_WIDTH),
                    entry.path("log_index").asText("-"),
                    TerminalText.escape(entry.path("contribution_id").asText(), 64));
        }
        return table;
    }

    private static String decimal(JsonNode object, String field) {
        return String.format(Locale.ROOT, "%.4f", object.path(field).asDouble());
    }
}
