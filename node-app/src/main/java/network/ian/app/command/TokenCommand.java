package network.ian.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ian token}: holds the commands below it. */
@Command(
        name = "token",
        description =
                "Make, list, check, end and renew API tokens of a data directory, whether or not a node runs on it; a"
                        + " running node heeds each change at once.")
final class TokenCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: create, list, verify, revoke or rotate");
    }
}
