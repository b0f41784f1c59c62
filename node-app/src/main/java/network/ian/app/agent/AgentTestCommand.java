package network.ian.app.agent;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.Style;
import network.ian.app.cli.TerminalText;
import network.ian.app.config.ConfigOptions;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.ConfigException;
import network.ian.core.config.WasmEngine;
import network.ian.core.contribution.AgentPack;
import network.ian.core.goal.GoalSpec;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.WorkerPool;
import network.ian.core.verdict.Verdict;
import network.ian.wasm.trading.WasmDemoGoal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ian agent test}. */
@Command(
        name = "test",
        description = "Evaluate a WebAssembly agent here, as every node would: verdict, metrics, fuel, memory, time and"
                + " an equity curve. No node is needed. Exit code 0 if the goal would accept it.")
public final class AgentTestCommand implements Callable<Integer> {

    private static final int LONGEST_FILE = 64 << 20;
    private static final int MOST_RUNS = 10_000;
    private static final String VERSION = "1.0.0";

    private final Console console;
    private final ConfigOptions config;
    private final TrialGoal goals;
    private final Map<String, String> environment;
    private final MonotonicClock clock;

    @Parameters(index = "0", paramLabel = "FILE", description = "The module, e.g. agent.wasm.")
    private Path file;

    @Option(
            names = "--goal",
            paramLabel = "ID|FILE",
            defaultValue = WasmDemoGoal.ID,
            description = "The goal: ${DEFAULT-VALUE} by default, one of the data directory, or a file with its"
                    + " specification.")
    private String goal;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            defaultValue = "compiler",
            description = "compiler, interpreter, or both to compare them bit by bit (compiler).")
    private String engine;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "3",
            description = "Evaluations to time and compare, 1 to 10000 (3); one more draws the curve.")
    private int runs;

    @Option(names = "--json", description = "Print one JSON object, with metrics and curve.")
    private boolean json;

    /**
     * A command to be.
     *
     * @param config says how long an evaluation may take, and where goals may be
     * @param environment says what the terminal can show
     */
    public AgentTestCommand(
            Console console, ConfigOptions config, Map<String, String> environment, MonotonicClock clock) {
        this.console = console;
        this.config = config;
        this.goals = new TrialGoal(config);
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, ConfigException {
        List<WasmEngine> engines = engines();
        if (runs < 1 || runs > MOST_RUNS) {
            throw usage("--runs: expected 1 to " + MOST_RUNS);
        }
        GoalSpec spec = goals.find(goal);
        AgentPack pack = pack(read());
        AgentTrial trial =
                new AgentTrial(spec, clock, config.load().config().evaluation().wallTime());
        List<AgentTrial.Runs> trials = trials(trial, pack, engines);
        AgentTrial.Runs first = trials.get(0);
        boolean comparable = trials.size() == 2 && trials.stream().allMatch(AgentTrial.Runs::decided);
        Boolean equal = comparable ? first.equal(trials.get(1)) : null;
        if (json) {
            console.json(TrialReport.of(spec, pack, first, runs, equal));
        } else {
            print(spec, pack, trials, equal);
        }
        boolean accepted = first.conclusion().verdict() instanceof Verdict.Accept;
        boolean same = first.repeatable() && !Boolean.FALSE.equals(equal);
        return (!same ? ExitCode.INTERNAL : accepted ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private List<AgentTrial.Runs> trials(AgentTrial trial, AgentPack pack, List<WasmEngine> engines) {
        // As a node evaluates: on a thread with that much stack.
        try (WorkerPool worker = new WorkerPool("agent-test", 1, 1)) {
            return worker.submit(() -> engines.stream()
                            .map(each -> trial.run(pack, each, runs))
                            .toList())
                    .orElseThrow()
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof MalformedException wrong) {
                throw new CommandFailure(
                        ExitCode.USAGE, List.of("--goal: " + TerminalText.escape(wrong.getMessage(), 400)), e);
            }
            throw e;
        }
    }

    private void print(GoalSpec spec, AgentPack pack, List<AgentTrial.Runs> trials, Boolean equal) {
        Style style = Style.of(console.outIsTerminal(), environment);
        new TrialText(spec, style).lines(pack, trials.get(0)).forEach(console::line);
        if (equal == null && trials.size() == 2) {
            console.line("");
            console.line("compiler and interpreter are not compared: this machine gave up on one of them");
        }
        if (equal != null) {
            console.line("");
            console.line(
                    equal
                            ? "compiler and interpreter agree on every bit of metrics, fuel, memory and curve"
                            : style.red("NOT EQUAL") + ": compiler and interpreter differ; please report it");
        }
    }

    private List<WasmEngine> engines() {
        return switch (engine) {
            case "compiler" -> List.of(WasmEngine.COMPILER);
            case "interpreter" -> List.of(WasmEngine.INTERPRETER);
            case "both" -> List.of(WasmEngine.COMPILER, WasmEngine.INTERPRETER);
            default ->
                throw usage("--engine: expected compiler, interpreter or both, not '" + TerminalText.escape(engine, 80)
                        + "'");
        };
    }

    private Bytes read() throws IOException {
        String name = TerminalText.escape(file.toString(), 200);
        if (!Files.isRegularFile(file)) {
            throw usage(name + ": no such file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] octets = in.readNBytes(LONGEST_FILE + 1);
            if (octets.length > LONGEST_FILE) {
                throw usage(name + ": longer than " + LONGEST_FILE + " bytes");
            }
            if (!AgentFile.isModule(octets)) {
                throw usage(name + " is no WebAssembly module: it does not begin with 00 61 73 6d"
                        + (name.endsWith(".wat") ? "; compile it: wat2wasm " + name : ""));
            }
            return Bytes.wrap(octets);
        }
    }

    private static AgentPack pack(Bytes module) {
        return new AgentPack(
                VERSION,
                module,
                JsonNodeFactory.instance.objectNode(),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>());
    }

    private static CommandFailure usage(String problem) {
        return new CommandFailure(ExitCode.USAGE, problem);
    }
}
