package network.ian.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ian projection}: holds the commands below it. */
@Command(name = "projection", description = "Look at what is folded from the logs, or fold it anew.")
public final class ProjectionCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: status or rebuild");
    }
}
