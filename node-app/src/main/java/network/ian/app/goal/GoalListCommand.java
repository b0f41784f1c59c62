package network.ian.app.goal;

import java.io.IOException;
import java.util.concurrent.Callable;
import network.ian.app.cli.Console;
import network.ian.app.client.NodeOptions;
import network.ian.core.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ian goal list}, which is {@code ian goals}. */
@Command(name = "list", description = "List the goals of a running node.")
public final class GoalListCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final NodeOptions node;

    @Option(names = "--json", description = "Print the answer's data as one JSON value.")
    private boolean json;

    public GoalListCommand(Console console, NodeOptions node) {
        this.console = console;
        this.node = node;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        return GoalListing.print(console, node, json);
    }
}
