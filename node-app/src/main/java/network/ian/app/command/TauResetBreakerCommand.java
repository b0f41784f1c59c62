package network.ian.app.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import network.ian.app.cli.Console;
import network.ian.app.client.NodeOptions;
import network.ian.core.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ian tau reset-breaker}. */
@Command(name = "reset-breaker", description = "Close a running node's circuit breaker towards Tau Net.")
final class TauResetBreakerCommand implements Callable<Integer> {

    private final AdminOrder order;

    @Mixin
    private final NodeOptions node;

    @Option(names = "--json", description = "Print the answer's data as one JSON object.")
    private boolean json;

    TauResetBreakerCommand(Console console, NodeOptions node) {
        this.order = AdminOrder.aboutTau(console);
        this.node = node;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        return order.send(
                node,
                "/reset-breaker",
                json,
                "the circuit breaker is closed; the Tau node is asked again now",
                "the circuit breaker was closed");
    }
}
