package network.ian.app.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.TerminalText;
import network.ian.app.config.ConfigOptions;
import network.ian.app.goal.GoalDocument;
import network.ian.core.config.ConfigException;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.wasm.trading.WasmDemoGoal;
import network.ian.wasm.trading.WasmTradingHarness;

/** Finds the goal that an agent is tried on: the demo's, one of a data directory, or one that is only a file yet. */
final class TrialGoal {

    private static final String IDS = "[A-Za-z0-9_]{1,64}";
    private static final int LONGEST_SHOWN = 200;

    private final ConfigOptions config;

    /** @param config names the data directory */
    TrialGoal(ConfigOptions config) {
        this.config = config;
    }

    /**
     * The goal's rules.
     *
     * @param named id, or a file with a specification
     * @throws CommandFailure if there is none, or its agents are no WebAssembly modules
     */
    GoalSpec find(String named) throws IOException, ConfigException {
        GoalSpec goal = named.matches(IDS) ? known(named) : written(named);
        if (!goal.harness().id().equals(WasmTradingHarness.ID)) {
            throw usage(goal.goalId() + " takes no WebAssembly agents: its harness is "
                    + TerminalText.escape(goal.harness().id(), 64) + ", not " + WasmTradingHarness.ID);
        }
        return goal;
    }

    private static GoalSpec written(String file) throws IOException {
        try {
            return GoalDocument.read(Path.of(file), InputStream.nullInputStream())
                    .require();
        } catch (CommandFailure e) {
            List<String> lines =
                    e.lines().stream().map(line -> "--goal: " + line).toList();
            throw new CommandFailure(e.exitCode(), lines, e);
        }
    }

    /** A data directory's goal goes before the built-in one of the same id: it is the one that is competed for. */
    private GoalSpec known(String id) throws IOException, ConfigException {
        Path directory = config.load().config().node().dataDir();
        GoalCatalog stored = GoalCatalog.readOnly(directory);
        return stored.specs().stream()
                .filter(goal -> goal.goalId().equals(id))
                .findFirst()
                .or(() -> Stream.of(WasmDemoGoal.spec(), GoalCatalog.demoGoal())
                        .filter(goal -> goal.goalId().equals(id))
                        .findFirst())
                .orElseThrow(() -> usage("no goal " + id + ": it is neither built in (" + WasmDemoGoal.ID + ") nor in "
                        + shown(directory.resolve("goals").toString()) + ", which has "
                        + (stored.specs().isEmpty()
                                ? "none"
                                : stored.specs().stream().map(GoalSpec::goalId).collect(Collectors.joining(", ")))
                        + "; a file with its specification does, too"));
    }

    private static String shown(String text) {
        return TerminalText.escape(text, LONGEST_SHOWN);
    }

    private static CommandFailure usage(String problem) {
        return new CommandFailure(ExitCode.USAGE, problem);
    }
}
