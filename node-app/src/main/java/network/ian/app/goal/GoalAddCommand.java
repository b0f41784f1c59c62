package network.ian.app.goal;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.client.NodeOptions;
import network.ian.client.answer.AddedGoal;
import network.ian.core.config.ConfigException;
import network.ian.core.goal.GoalSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ian goal add}. */
@Command(name = "add", description = "Add a goal to a running node, for good; the same document again changes nothing.")
public final class GoalAddCommand implements Callable<Integer> {

    private final Console console;
    private final InputStream input;

    @Mixin
    private final NodeOptions node;

    @Parameters(
            paramLabel = "FILE",
            description = "The goal's specification: JSON, which may have comments; - reads standard input.")
    private Path file;

    @Option(names = "--json", description = "Print the answer's data as one JSON object.")
    private boolean json;

    /**
     * A command to be.
     *
     * @param input what {@code -} stands for
     */
    public GoalAddCommand(Console console, NodeOptions node, InputStream input) {
        this.console = console;
        this.node = node;
        this.input = input;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        GoalSpec spec = GoalDocument.read(file, input).require();
        AddedGoal answer = node.connect().ask(typed -> typed.addGoal(spec));
        if (json) {
            console.json(new Answer(answer.goalId(), answer.topic().hex(), answer.added()));
        } else {
            console.line(
                    answer.added()
                            ? "added " + spec.goalId() + ", topic " + spec.topic()
                            : spec.goalId() + " was there already by the same topic " + spec.topic());
            ForGood.warn(console, spec);
        }
        return ExitCode.OK.number();
    }

    record Answer(
            @JsonProperty("goal_id") String goalId,
            @JsonProperty("topic") String topic,
            @JsonProperty("added") boolean added) {}
}
