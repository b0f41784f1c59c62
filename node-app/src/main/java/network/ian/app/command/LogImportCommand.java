package network.ian.app.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.ProgressBar;
import network.ian.app.config.ConfigOptions;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.ConfigException;
import network.ian.core.config.LoadedConfig;
import network.ian.core.config.NodeConfig;
import network.ian.core.history.HistoryImport;
import network.ian.core.history.ImportReport;
import network.ian.core.history.RequestLines;
import network.ian.core.node.Goal;
import network.ian.core.node.GoalView;
import network.ian.core.node.Node;
import network.ian.core.node.NodeEnvironment;
import network.ian.core.node.NodeOpener;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ian log import}. */
@Command(
        name = "import",
        description = {
            "Put signed contributions of any age into the logs of a data directory that no node uses.",
            "Duplicates and rejections are counted. A malformed line ends the import with exit code 1; the lines before it"
                    + " stay imported."
        })
public final class LogImportCommand implements Callable<Integer> {

    private static final String STDIN = "-";

    private final Console console;
    private final ConfigOptions options;
    private final NodeEnvironment environment;
    private final InputStream stdin;

    @Parameters(
            paramLabel = "FILE",
            description = "One signed request a line, as 'ian sample --signed' prints them; - reads standard input.")
    private String file;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** @param stdin what {@code -} stands for; not closed */
    public LogImportCommand(Console console, ConfigOptions options, NodeEnvironment environment, InputStream stdin) {
        this.console = console;
        this.options = options;
        this.environment = environment;
        this.stdin = stdin;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        LoadedConfig loaded = options.load();
        loaded.warnings().forEach(warning -> console.note("warning: " + warning));
        if (file.equals(STDIN)) {
            return importFrom(stdin, 0, loaded.config());
        }
        try (InputStream in = new FileInputStream(file)) {
            return importFrom(in, Files.size(Path.of(file)), loaded.config());
        } catch (FileNotFoundException e) {
            throw new CommandFailure(ExitCode.USAGE, "cannot read the file: " + e.getMessage());
        }
    }

    private int importFrom(InputStream in, long size, NodeConfig config) throws IOException {
        Node node = open(config);
        ImportReport report;
        try (node;
                ProgressBar progress = new ProgressBar(console, environment.ticker(), "importing, bytes", size)) {
            report = new HistoryImport(node, config.api().maxBodyBytes())
                    .run(new RequestLines(in, config.api().maxBodyBytes()), progress::update);
        }
        // Only now has every entry found its place in the order.
        List<GoalLine> goals = goals(node);
        if (json) {
            console.json(answer(report, goals));
        } else {
            print(report, goals);
        }
        return exitCode(report).number();
    }

    private Node open(NodeConfig config) throws IOException {
        try {
            return NodeOpener.open(config, environment);
        } catch (MalformedException e) {
            throw new CommandFailure(ExitCode.USAGE, List.of(e.getMessage()), e);
        }
    }

    private ExitCode exitCode(ImportReport report) {
        report.malformed().ifPresent(line -> console.note(file + ", line " + line.number() + ": " + line.problem()));
        report.undecidedBecause()
                .ifPresent(why -> console.note(
                        report.undecided() + " lines could not be decided here, import them again; the last: " + why));
        boolean complete = report.malformed().isEmpty() && report.undecided() == 0;
        return complete ? ExitCode.OK : ExitCode.FAILED;
    }

    private static List<GoalLine> goals(Node node) {
        List<GoalLine> lines = new ArrayList<>();
        for (Goal goal : node.goals()) {
            Optional<GoalView> view = goal.view();
            view.ifPresent(now -> lines.add(new GoalLine(
                    goal.spec().goalId(),
                    now.log().size(),
                    now.log().root().hex(),
                    now.leaderboard().root().hex())));
        }
        return lines;
    }

    private void print(ImportReport report, List<GoalLine> goals) {
        console.line("read " + report.read() + ", accepted " + report.accepted() + ", duplicates "
                + report.duplicates() + ", rejected " + report.rejectedTotal() + ", stale " + report.stale()
                + ", undecided " + report.undecided());
        report.rejected().forEach((reason, count) -> console.line("rejected " + reason + ": " + count));
        goals.forEach(goal -> console.line("goal " + goal.id + ": log_size " + goal.logSize + ", log_root "
                + goal.logRoot + ", leaderboard_root " + goal.leaderboardRoot));
    }

    private static ObjectNode answer(ImportReport report, List<GoalLine> goals) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("read", report.read());
        answer.put("accepted", report.accepted());
        answer.put("duplicates", report.duplicates());
        answer.put("rejected", report.rejectedTotal());
        ObjectNode reasons = answer.putObject("rejected_by_reason");
        report.rejected().forEach((reason, count) -> reasons.put(reason.name(), count));
        answer.put("stale", report.stale());
        answer.put("undecided", report.undecided());
        report.malformed()
                .ifPresent(line ->
                        answer.putObject("malformed").put("line", line.number()).put("problem", line.problem()));
        ArrayNode list = answer.putArray("goals");
        goals.forEach(goal -> list.addObject()
                .put("goal_id", goal.id)
                .put("log_size", goal.logSize)
                .put("log_root", goal.logRoot)
                .put("leaderboard_root", goal.leaderboardRoot));
        return answer;
    }

    private record GoalLine(String id, int logSize, String logRoot, String leaderboardRoot) {}
}
