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

/** {@code ian peer remove}. */
@Command(name = "remove", description = "Keep the connection to an address no longer, and close it.")
final class PeerRemoveCommand implements Callable<Integer> {

    private final AdminOrder order;

    @Mixin
    private final NodeOptions node;

    @Parameters(paramLabel = "ADDRESS", description = "As it was added.")
    private String whom;

    @Option(names = "--json", description = "Print the answer's data as one JSON object.")
    private boolean json;

    PeerRemoveCommand(Console console, NodeOptions node) {
        this.order = AdminOrder.aboutPeers(console);
        this.node = node;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        String address = PeerArgument.address(whom).toString();
        return order.send(
                node, "/remove?address=" + address, json, address + " is kept no longer", address + " was not added");
    }
}
