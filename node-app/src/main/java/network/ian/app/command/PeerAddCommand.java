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

/** {@code ian peer add}. */
@Command(name = "add", description = "Keep a connection to an address from now on, also after a restart.")
final class PeerAddCommand implements Callable<Integer> {

    private final AdminOrder order;

    @Mixin
    private final NodeOptions node;

    @Parameters(paramLabel = "ADDRESS", description = "host:port, or tcp://host:port.")
    private String whom;

    @Option(names = "--json", description = "Print the answer's data as one JSON object.")
    private boolean json;

    PeerAddCommand(Console console, NodeOptions node) {
        this.order = AdminOrder.aboutPeers(console);
        this.node = node;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        String address = PeerArgument.address(whom).toString();
        return order.send(
                node,
                "/add?address=" + address,
                json,
                address + " is dialled now and kept",
                address + " was added before");
    }
}
