package network.ian.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ian tau}: holds the commands below it. */
@Command(name = "tau", description = "Show and verify anchors on Tau Net, anchor now, make a committer's key.")
final class TauCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Missing command: status, commit, verify, keygen, reset-breaker or dev-node");
    }
}
