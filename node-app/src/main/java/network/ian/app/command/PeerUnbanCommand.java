package network.ian.app.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import network.ian.app.cli.Console;
import network.ian.app.client.NodeOptions;
import network.ian.core.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ian peer unban}. */
@Command(name = "unban", description = "Lift the ban of a node and set its score to 100.")
final class PeerUnbanCommand implements Callable<Integer> {

    private final AdminOrder order;

    @Mixin
    private final NodeOptions node;

    @Parameters(paramLabel = "NODE_ID", description = "64 hex digits.")
    private String whom;

    @Option(names = "--json", description = "Print the answer's data as one JSON object.")
    private boolean json;

    PeerUnbanCommand(Console console, NodeOptions node) {
        this.order = AdminOrder.aboutPeers(console);
        this.node = node;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        String id = PeerArgument.nodeId(whom);
        return order.send(node, "/" + id + "/unban", json, id + " is not banned any longer", id + " was not banned");
    }
}
