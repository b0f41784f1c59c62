package network.ian.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ian log}: holds the commands below it. */
@Command(name = "log", description = "Import into the logs of a data directory, verify or repair them.")
public final class LogCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: import, verify or repair");
    }
}
