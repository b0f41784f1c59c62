package network.ian.app.demo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.Style;
import network.ian.app.lifecycle.StopSignal;
import network.ian.app.release.BuildInfo;
import network.ian.core.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ian demo}. */
@Command(
        name = "demo",
        description =
                "Watch agents compete: start nodes of its own, let agents search for better trading policies and WebAssembly"
                        + " modules and contribute them to different nodes, then verify everything. Exit code 0 only if all of it holds.")
public final class DemoCommand implements Callable<Integer> {

    private static final int MOST_CONTRIBUTIONS = 100_000;
    private static final int MOST_AGENTS = 64;
    private static final Duration GRACE = Duration.ofSeconds(10);
    /** Whoever stays ends by a signal, and what is stored is verified after that. */
    private static final Duration GRACE_TO_VERIFY = Duration.ofSeconds(60);

    private static final double SLOWEST = 0.1;
    private static final double FASTEST = 1000;
    private static final int INTERRUPTED = 130;
    private static final int MOST_NODES = 16;

    private final Console console;
    private final Map<String, String> environment;
    private final BuildInfo build;

    @Option(
            names = "--contributions",
            paramLabel = "N",
            defaultValue = "200",
            description = "Contributions after which it ends, 1 to 100000 (200).")
    private int contributions;

    @Option(names = "--agents", paramLabel = "K", defaultValue = "6", description = "Agents that compete, 1 to 64 (6).")
    private int agents;

    @Option(
            names = "--wasm-agents",
            paramLabel = "K",
            defaultValue = "3",
            description = "Agents that compete with WebAssembly modules for a goal of their own, 0 to 64 (3).")
    private int wasmAgents;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "3",
            description = "Nodes that the agents contribute to by turns, 1 to 16 (3).")
    private int nodes;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Where the search starts; the same seed finds the same policies (1).")
    private long seed;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "Directory of the nodes' data directories node-1 and so on, or of the one node, kept; else temporary.")
    private Path dataDirectory;

    @Option(
            names = "--no-anchor",
            description = "Do without the anchor on a stand-in for Tau Net, which takes about 15 s at the end.")
    private boolean noAnchor;

    @Option(
            names = "--pace",
            paramLabel = "P",
            description =
                    "Contributions a second of all agents together, 0.1 to 1000; else as fast as the nodes take them.")
    private Double pace;

    @Option(
            names = "--stay",
            description = "Keep the nodes running after the last contribution, to look at them, until Ctrl-C.")
    private boolean stay;

    @Option(names = "--json", description = "Print a summary as one JSON object; the rest goes to stderr.")
    private boolean json;

    /** @param environment says what the terminal can show; the node itself does not follow it */
    public DemoCommand(Console console, Map<String, String> environment, BuildInfo build) {
        this.console = console;
        this.environment = environment;
        this.build = build;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        requireWithin("--contributions", contributions, MOST_CONTRIBUTIONS);
        requireWithin("--agents", agents, MOST_AGENTS);
        if (wasmAgents < 0 || wasmAgents > MOST_AGENTS) {
            throw new CommandFailure(ExitCode.USAGE, "--wasm-agents: expected 0 to " + MOST_AGENTS);
        }
        requireWithin("--nodes", nodes, MOST_NODES);
        // Written so that it refuses NaN too.
        if (pace != null && !(pace >= SLOWEST && pace <= FASTEST)) {
            throw new CommandFailure(ExitCode.USAGE, "--pace: expected 0.1 to 1000 contributions a second");
        }
        try (StopSignal stop = StopSignal.listen(stay ? GRACE_TO_VERIFY : GRACE, INTERRUPTED)) {
            int code = run(stop);
            if (stop.isRequested()) {
                stop.finish(code);
            }
            return code;
        }
    }

    private int run(StopSignal stop) throws ConfigException, IOException {
        Path temporary = dataDirectory == null ? Files.createTempDirectory("ian-demo-") : null;
        try {
            return run(temporary == null ? dataDirectory.toAbsolutePath().normalize() : temporary, stop);
        } catch (CommandFailure failure) {
            if (!stop.isRequested()) {
                throw failure;
            }
            // The signal ends the process before anybody else could say it.
            console.note(failure.getMessage());
            return INTERRUPTED;
        } finally {
            if (temporary != null) {
                delete(temporary);
            }
        }
    }

    private int run(Path directory, StopSignal stop) throws ConfigException, IOException {
        DemoPlan plan = new DemoPlan(
                contributions,
                agents,
                wasmAgents,
                seed,
                nodes,
                !noAnchor,
                pace == null ? OptionalDouble.empty() : OptionalDouble.of(pace),
                stay,
                directory);
        DemoSummary summary = new Demo(plan, output(), stop, build.version()).run();
        if (json) {
            console.json(summary);
        }
        return (summary.verified() ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private DemoOutput output() {
        return json
                ? new DemoOutput(console.err(), Style.of(console.errIsTerminal(), environment))
                : new DemoOutput(console.out(), Style.of(console.outIsTerminal(), environment));
    }

    private static void requireWithin(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new CommandFailure(ExitCode.USAGE, option + ": expected 1 to " + most);
        }
    }

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
