package network.ian.app.goal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ian goal}: holds the commands below it. */
@Command(name = "goal", description = "Write a goal, check it, add it to a running node; show and list a node's goals.")
public final class GoalCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: init, check, add, show or list");
    }
}
