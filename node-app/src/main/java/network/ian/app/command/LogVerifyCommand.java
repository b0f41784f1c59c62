package network.ian.app.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.ProgressBar;
import network.ian.app.config.ConfigOptions;
import network.ian.app.lifecycle.DataFormats;
import network.ian.app.repair.NextStep;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.ConfigException;
import network.ian.core.config.LoadedConfig;
import network.ian.core.config.NodeConfig;
import network.ian.core.crypto.SignatureProviders;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.state.UnfinishedRestore;
import network.ian.core.verify.DataAudit;
import network.ian.core.verify.GoalReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ian log verify}. */
@Command(
        name = "verify",
        description = {
            "Check every byte of the logs of a data directory: records, hashes, signatures, rules, roots. Never writes.",
            "Where a node is running on it, up to the last commit."
        })
public final class LogVerifyCommand implements Callable<Integer> {

    private static final int REMEMBERED_KEYS = 16_384;

    private final Console console;
    private final ConfigOptions options;
    private final MonotonicClock ticker;

    @Option(names = "--goal", paramLabel = "ID", description = "Only this goal.")
    private String goalId;

    @Option(names = "--deep", description = "Evaluate every body again and compare the metrics bit by bit.")
    private boolean deep;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    public LogVerifyCommand(Console console, ConfigOptions options, MonotonicClock ticker) {
        this.console = console;
        this.options = options;
        this.ticker = ticker;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        LoadedConfig loaded = options.load();
        loaded.warnings().forEach(warning -> console.note("warning: " + warning));
        List<GoalReport> reports = reports(loaded.config());
        boolean ok = reports.stream().allMatch(GoalReport::ok);
        if (json) {
            console.json(new Answer(ok, reports.stream().map(GoalAnswer::of).toList()));
        } else {
            reports.forEach(this::print);
        }
        return (ok ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private List<GoalReport> reports(NodeConfig config) throws IOException {
        Path data = config.node().dataDir();
        if (!Files.isDirectory(data)) {
            throw new CommandFailure(ExitCode.USAGE, "no data directory " + data);
        }
        DataFormats.require(data);
        requireWhole(data);
        SignatureVerifier signatures = SignatureProviders.select(provider(config), REMEMBERED_KEYS);
        List<GoalReport> reports;
        try (DataAudit audit = new DataAudit(data, signatures, threads(config));
                ProgressBar progress = new ProgressBar(console, ticker, "verifying, entries", 0)) {
            reports = audit.run(Optional.ofNullable(goalId), deep, progress::update);
        }
        if (goalId != null && reports.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "no goal " + goalId + " in " + data.resolve("goals"));
        }
        return reports;
    }

    private static void requireWhole(Path data) {
        try {
            UnfinishedRestore.refuse(data);
        } catch (MalformedException e) {
            throw new CommandFailure(ExitCode.USAGE, List.of(e.getMessage()), e);
        }
    }

    private static String provider(NodeConfig config) {
        return config.crypto().provider().name().toLowerCase(Locale.ROOT);
    }

    private static int threads(NodeConfig config) {
        int configured = config.evaluation().threads();
        return configured > 0 ? configured : Runtime.getRuntime().availableProcessors();
    }

    private void print(GoalReport report) {
        console.line("goal " + report.goalId() + ": " + (report.ok() ? "ok" : "NOT ok") + ", log_size "
                + report.logSize() + ", log_root " + report.logRoot() + ", leaderboard_root "
                + report.leaderboardRoot());
        report.problems().forEach(problem -> console.line("  " + problem));
        NextStep.after(report).forEach(step -> console.line("  next: " + step));
    }

    record Answer(
            @JsonProperty("ok") boolean ok,
            @JsonProperty("goals") List<GoalAnswer> goals) {}

    record GoalAnswer(
            @JsonProperty("goal_id") String goalId,
            @JsonProperty("log_size") int logSize,
            @JsonProperty("log_root") String logRoot,
            @JsonProperty("leaderboard_root") String leaderboardRoot,
            @JsonProperty("ok") boolean ok,
            @JsonProperty("problems") List<ProblemAnswer> problems,
            @JsonProperty("next") List<String> next) {

        static GoalAnswer of(GoalReport report) {
            return new GoalAnswer(
                    report.goalId(),
                    report.logSize(),
                    report.logRoot().hex(),
                    report.leaderboardRoot().hex(),
                    report.ok(),
                    report.problems().stream().map(ProblemAnswer::of).toList(),
                    NextStep.after(report));
        }
    }
}
