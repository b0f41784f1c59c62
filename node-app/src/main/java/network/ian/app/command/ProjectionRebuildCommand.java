package network.ian.app.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.TerminalText;
import network.ian.app.client.ApiClient;
import network.ian.app.client.NodeOptions;
import network.ian.app.config.ConfigOptions;
import network.ian.app.lifecycle.DataFormats;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.ConfigException;
import network.ian.core.config.NodeConfig;
import network.ian.core.node.DataDirectoryLock;
import network.ian.core.node.Goal;
import network.ian.core.node.Node;
import network.ian.core.node.NodeEnvironment;
import network.ian.core.node.NodeOpener;
import network.ian.core.node.RebuiltProjection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ian projection rebuild}. */
@Command(
        name = "rebuild",
        description = {
            "Fold the projections anew from the log and write their snapshots. A running node does it beside its work and"
                    + " says whether what it served was something else; then exit code 1."
        })
public final class ProjectionRebuildCommand implements Callable<Integer> {

    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);
    private static final int LONGEST = 300;

    private final Console console;
    private final ConfigOptions options;
    private final NodeEnvironment environment;

    @Mixin
    private final NodeOptions node;

    @Option(names = "--goal", paramLabel = "ID", description = "Only this goal.")
    private String goalId;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    public ProjectionRebuildCommand(
            Console console, ConfigOptions options, NodeOptions node, NodeEnvironment environment) {
        this.console = console;
        this.options = options;
        this.node = node;
        this.environment = environment;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        NodeConfig config = options.load().config();
        Path data = config.node().dataDir();
        boolean ask = node.isNamed() || DataDirectoryLock.isTaken(data);
        List<Line> lines = ask ? ordered(node.connect()) : folded(config);
        if (lines.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, goalId == null ? "no goal in " + data : "no goal " + goalId);
        }
        boolean ok = lines.stream().allMatch(Line::ok);
        if (json) {
            console.json(new Answer(ok, ask, lines));
        } else {
            lines.forEach(this::print);
        }
        return (ok ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private List<Line> ordered(ApiClient client) {
        List<Line> lines = new ArrayList<>();
        for (JsonNode goal : client.get("/api/v1/goals").path("goals")) {
            String id = goal.path("goal_id").asText();
            if (goalId != null && !goalId.equals(id)) {
                continue;
            }
            var answer = client.post("/api/v1/admin/goals/" + id + "/rebuild-projections", NOTHING);
            if (answer.status() == 503) {
                lines.add(Line.failed(id, answer.error().orElse("the goal does not answer")));
            } else {
                lines.add(Line.of(client.require(answer)));
            }
        }
        return lines;
    }

    /** The usual opening folds everything from the journal, and refuses what does not fit. */
    private List<Line> folded(NodeConfig config) throws IOException {
        if (!Files.isDirectory(config.node().dataDir())) {
            throw new CommandFailure(
                    ExitCode.USAGE, "no data directory " + config.node().dataDir());
        }
        DataFormats.require(config.node().dataDir());
        List<Line> lines = new ArrayList<>();
        try (Node opened = NodeOpener.open(config, environment)) {
            for (Goal goal : opened.goals()) {
                String id = goal.spec().goalId();
                if (goalId == null || goalId.equals(id)) {
                    Optional<RebuiltProjection> rebuilt = opened.rebuildProjection(goal);
                    lines.add(rebuilt.map(Line::of)
                            .orElseGet(() -> Line.failed(id, goal.health().detail())));
                }
            }
            opened.unreadableGoals().stream()
                    .filter(goal -> goalId == null || goalId.equals(goal.goalId()))
                    .forEach(goal -> lines.add(Line.failed(goal.goalId(), goal.detail())));
        } catch (MalformedException e) {
            throw new CommandFailure(ExitCode.USAGE, List.of(e.getMessage()), e);
        }
        return lines;
    }

    private void print(Line line) {
        if (line.root == null) {
            console.line("goal " + line.goalId + ": not rebuilt: " + TerminalText.escape(line.problem, LONGEST));
            return;
        }
        console.line("goal " + line.goalId + ": " + line.projection + " folded anew from log_size " + line.logSize
                + ", root " + line.root + ", snapshot written");
        if (line.differed) {
            console.line("  what was served had the root " + line.rootBefore
                    + ": a fault of the program or of the machine's memory. Keep the node's log, test the memory");
        }
    }

    record Answer(
            @JsonProperty("ok") boolean ok,
            @JsonProperty("running") boolean running,
            @JsonProperty("projections") List<Line> projections) {}

    record Line(
            @JsonProperty("goal_id") String goalId,
            @JsonProperty("projection") String projection,
            @JsonProperty("log_size") Integer logSize,
            @JsonProperty("log_root") String logRoot,
            @JsonProperty("root_before") String rootBefore,
            @JsonProperty("root") String root,
            @JsonProperty("differed") boolean differed,
            @JsonProperty("problem") String problem) {

        static Line of(RebuiltProjection rebuilt) {
            return new Line(
                    rebuilt.goalId(),
                    "leaderboard",
                    rebuilt.logSize(),
                    rebuilt.logRoot().hex(),
                    rebuilt.served().hex(),
                    rebuilt.folded().hex(),
                    rebuilt.differed(),
                    "");
        }

        static Line of(JsonNode rebuilt) {
            return new Line(
                    rebuilt.path("goal_id").asText(),
                    TerminalText.escape(rebuilt.path("name").asText(), LONGEST),
                    rebuilt.path("log_size").asInt(),
                    rebuilt.path("log_root").asText(),
                    TerminalText.escape(rebuilt.path("root_before").asText(), LONGEST),
                    TerminalText.escape(rebuilt.path("root").asText(), LONGEST),
                    rebuilt.path("differed").asBoolean(),
                    "");
        }

        static Line failed(String goalId, String problem) {
            return new Line(goalId, "leaderboard", null, null, null, null, false, problem);
        }

        boolean ok() {
            return root != null && !differed;
        }
    }
}
