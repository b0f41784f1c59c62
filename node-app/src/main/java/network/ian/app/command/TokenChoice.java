package network.ian.app.command;

import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which token a command is about. */
final class TokenChoice {

    @Parameters(paramLabel = "ID", arity = "0..1", description = "The token's id, 12 hex digits, or its name.")
    private String id;

    @Option(names = "--name", paramLabel = "NAME", description = "The token's name.")
    private String name;

    boolean isMade() {
        return id != null || name != null;
    }

    /**
     * Its id or name.
     *
     * @throws CommandFailure if none or both are given
     */
    String require() {
        if ((id == null) == (name == null)) {
            throw new CommandFailure(ExitCode.USAGE, "name one token: by its ID, or with --name");
        }
        if (id != null && id.startsWith("ian_")) {
            throw new CommandFailure(
                    ExitCode.USAGE, "give the token's id, not the token itself: the 12 digits after ian_");
        }
        return id == null ? name : id;
    }
}
