package network.ian.app.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.journal.JournalException;
import network.ian.core.node.DataDirectoryLock;
import network.ian.core.state.GoalSnapshot;
import network.ian.core.state.NodeStateFile;
import network.ian.core.verify.ProjectionStatus;
import network.ian.core.verify.StoredProjections;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ian projection status}. */
@Command(
        name = "status",
        description = {
            "Show what each goal's projections are applied to, and how their snapshots on disk stand to that.",
            "A running node is asked; of a data directory that no node uses the log is folded. Exit code 1 if a snapshot"
                    + " is not what the log gives."
        })
public final class ProjectionStatusCommand implements Callable<Integer> {

    private static final int LONGEST = 300;

    private final Console console;
    private final ConfigOptions options;
    private final Clock clock;

    @Mixin
    private final NodeOptions node;

    @Option(names = "--goal", paramLabel = "ID", description = "Only this goal.")
    private String goalId;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    public ProjectionStatusCommand(Console console, ConfigOptions options, NodeOptions node, Clock clock) {
        this.console = console;
        this.options = options;
        this.node = node;
        this.clock = clock;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        Path data = options.load().config().node().dataDir();
        boolean ask = node.isNamed() || DataDirectoryLock.isTaken(data);
        List<Line> lines = ask ? asked(node.connect()) : folded(data);
        if (goalId != null && lines.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "no goal " + goalId);
        }
        boolean ok = lines.stream().allMatch(Line::ok);
        if (json) {
            console.json(new Answer(ok, ask, lines));
        } else {
            lines.forEach(this::print);
        }
        return (ok ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private List<Line> asked(ApiClient client) {
        List<Line> lines = new ArrayList<>();
        for (JsonNode goal : client.get("/api/v1/goals").path("goals")) {
            String id = goal.path("goal_id").asText();
            if (goalId != null && !goalId.equals(id)) {
                continue;
            }
            var answer = client.ask("/api/v1/projections/" + id);
            if (answer.ok()) {
                answer.data().path("projections").forEach(projection -> lines.add(Line.of(id, projection)));
            } else {
                lines.add(Line.failed(id, answer.error().orElse("status " + answer.status())));
            }
        }
        return lines;
    }

    private List<Line> folded(Path data) throws IOException {
        DataFormats.require(data);
        GoalCatalog catalog = GoalCatalog.readOnly(data);
        Map<String, GoalSnapshot> snapshots = snapshots(data);
        List<Line> lines = new ArrayList<>();
        for (GoalSpec spec : catalog.specs()) {
            String id = spec.goalId();
            if (goalId == null || goalId.equals(id)) {
                try {
                    lines.add(Line.of(StoredProjections.of(
                            spec, catalog.directory(spec), Optional.ofNullable(snapshots.get(id)))));
                } catch (JournalException | IllegalArgumentException e) {
                    lines.add(Line.failed(id, e.getMessage()));
                }
            }
        }
        catalog.unreadable().stream()
                .filter(goal -> goalId == null || goalId.equals(goal.goalId()))
                .forEach(goal -> lines.add(Line.failed(goal.goalId(), goal.detail())));
        return lines;
    }

    private static Map<String, GoalSnapshot> snapshots(Path data) throws IOException {
        try {
            return new NodeStateFile(data).read();
        } catch (MalformedException e) {
            return Map.of();
        }
    }

    private void print(Line line) {
        if (!line.problem.isEmpty() && line.root == null) {
            console.line("goal " + line.goalId + ": not known: " + TerminalText.escape(line.problem, LONGEST));
            return;
        }
        console.line("goal " + line.goalId + ": " + line.projection + " applied to log_size " + line.logSize + ", root "
                + line.root);
        String age = line.writtenAtMs == null
                ? ""
                : ", written "
                        + Duration.ofMillis(Math.max(0, clock.millis() - line.writtenAtMs))
                                .toSeconds()
                        + " s ago at log_size " + line.snapshotLogSize;
        String problem = line.problem.isEmpty() ? "" : ": " + TerminalText.escape(line.problem, LONGEST);
        console.line("  snapshot " + line.snapshot + age + problem);
        if (!line.ok()) {
            console.line("  next: ian projection rebuild --goal " + line.goalId);
        }
    }

    /** @param running whether a node was asked, rather than the log folded */
    record Answer(
            @JsonProperty("ok") boolean ok,
            @JsonProperty("running") boolean running,
            @JsonProperty("projections") List<Line> projections) {}

    /** @param snapshot EQUAL, STALE, DIFFERENT, MISSING, UNREADABLE, or UNKNOWN where the goal does not answer */
    record Line(
            @JsonProperty("goal_id") String goalId,
            @JsonProperty("projection") String projection,
            @JsonProperty("log_size") Integer logSize,
            @JsonProperty("log_root") String logRoot,
            @JsonProperty("root") String root,
            @JsonProperty("snapshot") String snapshot,
            @JsonProperty("snapshot_log_size") Integer snapshotLogSize,
            @JsonProperty("snapshot_root") String snapshotRoot,
            @JsonProperty("snapshot_written_at_ms") Long writtenAtMs,
            @JsonProperty("problem") String problem) {

        static Line of(ProjectionStatus status) {
            Optional<ProjectionStatus.Snapshot> file = status.snapshot();
            return new Line(
                    status.goalId(),
                    ProjectionStatus.LEADERBOARD,
                    status.logSize(),
                    status.logRoot().hex(),
                    status.root().hex(),
                    status.state().name(),
                    file.map(ProjectionStatus.Snapshot::logSize).orElse(null),
                    file.map(ProjectionStatus.Snapshot::root).orElse(null),
                    file.map(ProjectionStatus.Snapshot::writtenAtMs).orElse(null),
                    status.problem().orElse(""));
        }

        static Line of(String goalId, JsonNode projection) {
            JsonNode file = projection.path("snapshot");
            return new Line(
                    goalId,
                    TerminalText.escape(projection.path("name").asText(), LONGEST),
                    projection.path("log_size").asInt(),
                    TerminalText.escape(projection.path("log_root").asText(), LONGEST),
                    TerminalText.escape(projection.path("root").asText(), LONGEST),
                    TerminalText.escape(file.path("state").asText(), LONGEST),
                    file.path("log_size").isInt() ? file.path("log_size").asInt() : null,
                    file.path("root").isTextual() ? file.path("root").asText() : null,
                    file.path("written_at_ms").isNumber()
                            ? file.path("written_at_ms").asLong()
                            : null,
                    file.path("problem").asText());
        }

        static Line failed(String goalId, String problem) {
            return new Line(
                    goalId, ProjectionStatus.LEADERBOARD, null, null, null, "UNKNOWN", null, null, null, problem);
        }

        boolean ok() {
            return snapshot.equals("EQUAL") || snapshot.equals("STALE");
        }
    }
}
