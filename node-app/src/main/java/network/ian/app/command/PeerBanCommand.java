package network.ian.app.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.client.NodeOptions;
import network.ian.core.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ian peer ban}. */
@Command(name = "ban", description = "Close the connection with a node and refuse it for a time, also after a restart.")
final class PeerBanCommand implements Callable<Integer> {

    private static final int LONGEST_HOURS = 8760;

    private final AdminOrder order;

    @Mixin
    private final NodeOptions node;

    @Parameters(paramLabel = "NODE_ID", description = "64 hex digits.")
    private String whom;

    @Option(names = "--hours", paramLabel = "H", defaultValue = "24", description = "How long, 1 to 8760 (24).")
    private int hours;

    @Option(names = "--json", description = "Print the answer's data as one JSON object.")
    private boolean json;

    PeerBanCommand(Console console, NodeOptions node) {
        this.order = AdminOrder.aboutPeers(console);
        this.node = node;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        String id = PeerArgument.nodeId(whom);
        if (hours < 1 || hours > LONGEST_HOURS) {
            throw new CommandFailure(ExitCode.USAGE, "--hours: expected 1 to " + LONGEST_HOURS);
        }
        String path = "/" + id + "/ban?seconds=" + TimeUnit.HOURS.toSeconds(hours);
        return order.send(node, path, json, id + " is banned for " + hours + " h", id + " stays banned");
    }
}
