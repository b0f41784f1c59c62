package network.ian.app.command;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.ExitCode;
import network.ian.app.config.ConfigOptions;
import network.ian.app.lifecycle.NodeStart;
import network.ian.app.lifecycle.RunningNode;
import network.ian.app.lifecycle.StopSignal;
import network.ian.app.logging.NodeLogging;
import network.ian.app.release.BuildInfo;
import network.ian.core.config.ConfigException;
import network.ian.core.config.LoadedConfig;
import network.ian.core.config.NodeConfig;
import network.ian.core.identity.IdentityFileException;
import network.ian.core.node.Goal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/** {@code ian run}: a node until SIGTERM or SIGINT. Stdout carries its log, in JSON lines. */
@Command(
        name = "run",
        description = "Run a node until SIGTERM or Ctrl-C; both save its state and give exit code 0. The log goes to"
                + " stdout and to node.log, one JSON object a line.")
public final class RunCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final ConfigOptions options;
    private final BuildInfo build;

    public RunCommand(ConfigOptions options, BuildInfo build) {
        this.options = options;
        this.build = build;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        LoadedConfig loaded = options.load();
        try (StopSignal stop = StopSignal.listen(GRACE, ExitCode.INTERNAL.number())) {
            run(loaded, stop);
            stop.finish(ExitCode.OK.number());
        }
        return ExitCode.OK.number();
    }

    private void run(LoadedConfig loaded, StopSignal stop) throws IOException {
        NodeConfig config = loaded.config();
        NodeLogging logging =
                NodeLogging.start(config.node().logLevel(), config.node().logDir());
        try {
            sayStart(loaded);
            try (RunningNode node = NodeStart.open(config, build.version())) {
                sayReady(node);
                stop.await();
                LOG.info("Stopping: taking nothing new, finishing what was taken");
            }
        } catch (CommandFailure | IdentityFileException e) {
            LOG.error("Not started: {}", e.getMessage());
            throw e;
        } catch (IOException | RuntimeException e) {
            LOG.error("Ended by a fault", e);
            throw e;
        } finally {
            logging.close();
        }
    }

    private void sayStart(LoadedConfig loaded) {
        LOG.atInfo()
                .addKeyValue("version", build.version())
                .addKeyValue("commit", build.commit().orElse("unknown"))
                .addKeyValue("java", Runtime.version())
                .addKeyValue("data_dir", loaded.config().node().dataDir())
                .addKeyValue("config_file", loaded.file().map(Object::toString).orElse("none"))
                .log("Starting");
        loaded.warnings().forEach(LOG::warn);
    }

    private static void sayReady(RunningNode node) {
        LOG.atInfo()
                .addKeyValue("node_id", node.node().identity().nodeId())
                .addKeyValue("api", node.address())
                .addKeyValue("api_port", node.port())
                .addKeyValue(
                        "goals",
                        node.node().goals().stream()
                                .map(Goal::spec)
                                .map(spec -> spec.goalId())
                                .toList())
                .log("Ready");
    }
}
