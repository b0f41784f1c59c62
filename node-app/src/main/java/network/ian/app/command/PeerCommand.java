package network.ian.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ian peer}: holds the commands below it. */
@Command(name = "peer", description = "Show the peers of a running node, keep, ban or check one.")
final class PeerCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: list, add, remove, ban, unban or check");
    }
}
