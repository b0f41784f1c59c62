package network.ian.app.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.lifecycle.StopSignal;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.SystemEntropy;
import network.ian.core.runtime.WallClock;
import network.ian.tau.devnode.DevNode;
import network.ian.tau.devnode.DevNodeOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ian tau dev-node}: a Tau Net node to try things out with. */
@Command(
        name = "dev-node",
        description =
                "Run a stand-in for a Tau Net node until SIGTERM or Ctrl-C. It speaks Tau's wire and checks what Tau"
                        + " checks. Its keys are public: never use them, or a goal that names them, for anything that matters.")
final class TauDevNodeCommand implements Callable<Integer> {

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int LONGEST_BLOCK_MS = 3_600_000;
    private static final int MAX_PORT = 65_535;

    private final Console console;

    @Option(
            names = "--port",
            paramLabel = "P",
            required = true,
            description = "Port to listen on, 0 to 65535; 0 takes any free one.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "H",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (127.0.0.1).")
    private String host;

    @Option(
            names = "--block-ms",
            paramLabel = "MS",
            defaultValue = "30000",
            description = "From a transaction to its block, or between empty blocks, in milliseconds, 100 to 3600000"
                    + " (30000, as Tau Net's). A declared deviation.")
    private int blockMs;

    @Option(names = "--empty-blocks", description = "Make blocks without transactions too. A declared deviation.")
    private boolean emptyBlocks;

    @Option(names = "--chain", paramLabel = "FILE", description = "Keep the chain in this file; else in memory.")
    private Path chain;

    @Option(names = "--json", description = "Print what is needed to use it as one JSON object.")
    private boolean json;

    TauDevNodeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        requireWithin("--port", port, 0, MAX_PORT);
        requireWithin("--block-ms", blockMs, 100, LONGEST_BLOCK_MS);
        try (StopSignal stop = StopSignal.listen(GRACE, ExitCode.INTERNAL.number())) {
            try (DevNode node = start()) {
                say(node);
                stop.await();
            }
            stop.finish(ExitCode.OK.number());
        }
        return ExitCode.OK.number();
    }

    private DevNode start() {
        DevNodeOptions options = DevNodeOptions.like(
                        WallClock.system(), MonotonicClock.system(), SystemEntropy.secureRandom())
                .at(host, port)
                .withBlocks(Duration.ofMillis(blockMs), emptyBlocks);
        try {
            return DevNode.start(chain == null ? options : options.keeping(chain));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, List.of("cannot start at " + host + ":" + port + ": " + e.getMessage()), e);
        }
    }

    private void say(DevNode node) {
        ObjectNode anchor = DevNode.anchor(3, Duration.ofMinutes(15), Duration.ofSeconds(5));
        String key = HexFormat.of().formatHex(DevNode.COMMITTER_SECRET.scalar());
        if (json) {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.put("ready", true).put("host", host).put("port", node.port()).put("committer_secret", key);
            answer.set("anchor", anchor);
            console.json(answer);
        } else {
            console.line("committer's key, public and worth nothing: " + key);
            console.line("anchor for a goal's spec: " + anchor);
            console.line("READY " + host + ":" + node.port());
        }
        console.out().flush();
    }

    private static void requireWithin(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new CommandFailure(ExitCode.USAGE, option + ": expected " + least + " to " + most);
        }
    }
}
