package network.ian.app.backup;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ian backup}: holds the commands below it. */
@Command(name = "backup", description = "Back up a data directory, verify a backup, restore it.")
public final class BackupCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: create, verify, restore, list or stream");
    }
}
