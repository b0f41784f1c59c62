package network.ian.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.config.ConfigOptions;
import network.ian.app.lifecycle.DataFormats;
import network.ian.app.release.BuildInfo;
import network.ian.app.repair.GoalRepair;
import network.ian.app.repair.RepairRun;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.ConfigException;
import network.ian.core.config.HostPort;
import network.ian.core.config.LoadedConfig;
import network.ian.core.config.NodeConfig;
import network.ian.core.goal.UnreadableGoal;
import network.ian.core.node.NodeEnvironment;
import network.ian.core.state.NodeStateFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ian log repair}. */
@Command(
        name = "repair",
        description = {
            "Repair the damaged logs of a data directory that no node uses: what still verifies is salvaged into a new log,"
                    + " the rest is fetched from peers. The damaged files are moved aside and kept.",
            "Exit code 0 if all is back that is known to have been there, 1 if something is missing."
        })
public final class LogRepairCommand implements Callable<Integer> {

    private final Console console;
    private final ConfigOptions options;
    private final NodeEnvironment environment;
    private final BuildInfo build;

    @Option(
            names = "--from-peers",
            required = true,
            description = "Fetch what is missing from the configured seed nodes, or from those that --peer names.")
    @SuppressWarnings("UnusedVariable") // required: picocli checks it
    private boolean fromPeers;

    @Option(names = "--peer", paramLabel = "HOST:PORT", description = "Ask this node; may be given several times.")
    private List<String> peers = new ArrayList<>();

    @Option(names = "--goal", paramLabel = "ID", description = "Only this goal.")
    private String goalId;

    @Option(names = "--dry-run", description = "Say what is damaged, and change nothing.")
    private boolean dryRun;

    @Option(
            names = "--accept-loss",
            description = "End a repair although something is missing: the goal goes on with what there is.")
    private boolean acceptLoss;

    @Option(
            names = "--patience-s",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Give up fetching when nothing came for so long, 1 to 86400. Default ${DEFAULT-VALUE}.")
    private int patienceSeconds;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    public LogRepairCommand(Console console, ConfigOptions options, NodeEnvironment environment, BuildInfo build) {
        this.console = console;
        this.options = options;
        this.environment = environment;
        this.build = build;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        LoadedConfig loaded = options.load();
        loaded.warnings().forEach(warning -> console.note("warning: " + warning));
        NodeConfig config = loaded.config();
        Path data = config.node().dataDir();
        if (!Files.isDirectory(data)) {
            throw new CommandFailure(ExitCode.USAGE, "no data directory " + data);
        }
        if (patienceSeconds < 1 || patienceSeconds > 86_400) {
            throw new CommandFailure(ExitCode.USAGE, "--patience-s: expected 1 to 86400");
        }
        DataFormats.require(data);
        RepairRun run = new RepairRun(config, environment, console, "ian/" + build.version());
        RepairRun.Order order =
                new RepairRun.Order(Optional.ofNullable(goalId), addresses(config), acceptLoss, patienceSeconds);
        RepairRun.Report report;
        try {
            report = dryRun ? run.look(order) : run.repair(order);
        } catch (MalformedException e) {
            throw new CommandFailure(ExitCode.USAGE, List.of(e.getMessage()), e);
        }
        if (!dryRun) {
            SameOwner.orSay(console, data, stateOrGoals(data));
        }
        if (json) {
            console.json(RepairAnswer.of(report, dryRun, data));
        } else {
            report.goals().forEach(goal -> print(goal, data.resolve("goals").resolve(goal.goalId())));
            report.unreadable().forEach(this::print);
        }
        return (report.ok() ? ExitCode.OK : ExitCode.FAILED).number();
    }

    /** Both are written anew where something is repaired. */
    private static Path stateOrGoals(Path data) {
        Path state = data.resolve(NodeStateFile.NAME);
        return Files.exists(state) ? state : data.resolve("goals");
    }

    private List<HostPort> addresses(NodeConfig config) {
        List<HostPort> addresses = peers.isEmpty()
                ? config.p2p().seedNodes()
                : peers.stream().map(PeerArgument::address).toList();
        if (addresses.isEmpty() && !dryRun) {
            throw new CommandFailure(
                    ExitCode.USAGE, "no seed nodes are configured: name a peer that has the goal, --peer HOST:PORT");
        }
        return addresses;
    }

    private void print(UnreadableGoal goal) {
        console.line("goal " + goal.goalId() + ": not repaired");
        console.line("  " + goal.detail());
    }

    private void print(GoalRepair goal, Path directory) {
        console.line("goal " + goal.goalId() + ": " + words(goal.state()));
        goal.problems().forEach(problem -> console.line("  " + problem));
        goal.outcome().ifPresent(outcome -> {
            console.line("  entries before " + outcome.note().before() + ", salvaged "
                    + outcome.note().salvaged()
                    + goal.salvaged()
                            .map(saved -> " (" + saved.sponsoredHere() + " sponsored by this node)")
                            .orElse("")
                    + ", from peers " + outcome.fetched() + ", still missing " + Math.max(0, outcome.missingAtLeast()));
            goal.fetched().ifPresent(how -> console.line("  peers: " + how));
            outcome.bodiesMissing()
                    .forEach(id -> console.line("  missing: contribution " + id
                            + ", its body is damaged here and no peer that was asked has it"));
            console.line("  log_size " + outcome.entries() + ", log_root " + outcome.logRoot()
                    + outcome.note()
                            .promised()
                            .map(promise -> "; node_state.json had log_size " + promise.entries() + ", log_root "
                                    + promise.logRoot())
                            .orElse(""));
        });
        goal.notes(directory).forEach(note -> console.line("  " + note));
    }

    private static String words(GoalRepair.State state) {
        return switch (state) {
            case SOUND -> "ok, nothing to repair";
            case RECOVERED -> "ok, what a crash had left was cleaned up";
            case DAMAGED -> "damaged; nothing was changed (--dry-run)";
            case REPAIRED -> "repaired";
            case INCOMPLETE -> "repaired in part: something is missing";
            case NEEDS_SOMETHING_ELSE -> "the log is sound; see 'ian log verify' for what to do";
        };
    }
}
