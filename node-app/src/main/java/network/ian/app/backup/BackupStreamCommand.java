package network.ian.app.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.TerminalText;
import network.ian.app.config.ConfigOptions;
import network.ian.app.lifecycle.StopSignal;
import network.ian.core.backup.BackupRefusedException;
import network.ian.core.backup.BackupStream;
import network.ian.core.config.ConfigException;
import network.ian.core.config.NodeConfig;
import network.ian.core.node.DataDirectoryLock;
import network.ian.core.node.NodeEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ian backup stream}. */
@Command(
        name = "stream",
        description = {
            "Ship the goals of a node to a folder as they grow: segments when they are sealed, with --include-tail also"
                    + " what came since.",
            "Runs until SIGTERM or Ctrl-C. No identity, no secrets."
        })
public final class BackupStreamCommand implements Callable<Integer> {

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int MOST_SECONDS = 3600;

    private final Console console;
    private final ConfigOptions options;
    private final NodeEnvironment environment;
    private final String version;

    @Option(
            names = "--destination",
            paramLabel = "DIR",
            required = true,
            description = "The folder, of this node alone; made if it is not there.")
    private Path destination;

    @Option(names = "--include-tail", description = "Ship up to the last commit each time, not only sealed segments.")
    private boolean tail;

    @Option(names = "--once", description = "Ship everything up to the last commit, then end.")
    private boolean once;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How often to look, 1 to 3600. Default: 10.")
    private int interval;

    @Option(names = "--json", description = "With --once: print one JSON object.")
    private boolean json;

    private String lastProblem = "";

    /** @param version of the program */
    public BackupStreamCommand(Console console, ConfigOptions options, NodeEnvironment environment, String version) {
        this.console = console;
        this.options = options;
        this.environment = environment;
        this.version = version;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        if (interval < 1 || interval > MOST_SECONDS) {
            throw new CommandFailure(ExitCode.USAGE, "--interval: expected 1 to " + MOST_SECONDS + " seconds");
        }
        NodeConfig config = SourceNode.config(options, console);
        if (once) {
            return shipOnce(config);
        }
        try (StopSignal stop = StopSignal.listen(GRACE, ExitCode.OK.number())) {
            try (BackupStream stream = open(config)) {
                do {
                    ship(config, stream);
                } while (!stop.await(Duration.ofSeconds(interval)));
            }
            stop.finish(ExitCode.OK.number());
        }
        return ExitCode.OK.number();
    }

    private BackupStream open(NodeConfig config) throws IOException {
        return BackupFailures.telling(() -> new BackupStream(
                config.node().dataDir(),
                destination,
                version,
                BackupCreateCommand.signatures(config),
                environment.clock(),
                this::shipped));
    }

    private int shipOnce(NodeConfig config) throws IOException {
        try (BackupStream stream = open(config)) {
            BackupFailures.telling(() -> DataDirectoryLock.isTaken(config.node().dataDir())
                    ? stream.ship(new NodeCut(config).take(), true)
                    : stream.shipStopped());
            stream.manifest().ifPresent(manifest -> {
                if (json) {
                    console.json(BackupJson.of(manifest).put("destination", destination.toString()));
                } else {
                    BackupJson.lines(manifest).forEach(console::line);
                }
            });
            return ExitCode.OK.number();
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, List.of(destination + ": not shipped: " + TerminalText.escape(e.toString())), e);
        }
    }

    /** A node that is away has nothing new; a folder that is full may have room later. Neither ends the stream. */
    private void ship(NodeConfig config, BackupStream stream) {
        try {
            if (!DataDirectoryLock.isTaken(config.node().dataDir())) {
                problem("no node runs on " + config.node().dataDir() + ", waiting for it");
                return;
            }
            stream.ship(new NodeCut(config).take(), tail);
            if (!lastProblem.isEmpty()) {
                console.line("shipping again");
                lastProblem = "";
            }
        } catch (BackupRefusedException e) {
            throw BackupFailures.failure(ExitCode.USAGE, e);
        } catch (CommandFailure e) {
            problem(String.join("; ", e.lines()));
        } catch (IOException e) {
            problem(destination + ": not shipped, will try again: " + TerminalText.escape(e.toString()));
        }
    }

    private void shipped(String what) {
        if (!json) {
            console.line("shipped " + what);
        }
    }

    /** Once, however long it lasts. */
    private void problem(String what) {
        if (!what.equals(lastProblem)) {
            console.note(what);
            lastProblem = what;
        }
    }
}
