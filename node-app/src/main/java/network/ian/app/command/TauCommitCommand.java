package network.ian.app.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import network.ian.app.cli.Console;
import network.ian.app.client.NodeOptions;
import network.ian.core.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ian tau commit --now}. */
@Command(name = "commit", description = "Have a running node anchor what is new and older than each goal's lag.")
final class TauCommitCommand implements Callable<Integer> {

    private final AdminOrder order;

    @Mixin
    private final NodeOptions node;

    @Option(names = "--now", required = true, description = "Do not wait for the interval.")
    @SuppressWarnings("UnusedVariable") // picocli requires it
    private boolean now;

    @Option(names = "--json", description = "Print the answer's data as one JSON object.")
    private boolean json;

    TauCommitCommand(Console console, NodeOptions node) {
        this.order = AdminOrder.aboutTau(console);
        this.node = node;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        return order.send(
                node,
                "/commit",
                json,
                "what is new is anchored now; 'ian tau status' shows how far it is",
                "nothing new to anchor");
    }
}
