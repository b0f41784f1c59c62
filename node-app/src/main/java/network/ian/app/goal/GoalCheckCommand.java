package network.ian.app.goal;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.config.ConfigOptions;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.ConfigException;
import network.ian.core.config.NodeConfig;
import network.ian.core.goal.GoalSpec;
import network.ian.core.node.GoalFit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ian goal check}. */
@Command(
        name = "check",
        description =
                "Check a goal's specification as a node of this configuration would, without one; exit code 1 if it could not be served.")
public final class GoalCheckCommand implements Callable<Integer> {

    private final Console console;
    private final ConfigOptions config;
    private final InputStream input;

    @Parameters(
            paramLabel = "FILE",
            description = "The goal's specification: JSON, which may have comments; - reads standard input.")
    private Path file;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /**
     * A command to be.
     *
     * @param input what {@code -} stands for
     */
    public GoalCheckCommand(Console console, ConfigOptions config, InputStream input) {
        this.console = console;
        this.config = config;
        this.input = input;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        NodeConfig node = config.load().config();
        GoalDocument document = GoalDocument.read(file, input);
        try {
            GoalSpec spec = document.decode();
            // Only whether it can be made ready counts.
            var unused = GoalFit.of(node).prepare(spec);
            say(spec);
            return ExitCode.OK.number();
        } catch (MalformedException e) {
            say(document.problem(e));
            return ExitCode.FAILED.number();
        }
    }

    private void say(GoalSpec spec) {
        if (json) {
            console.json(new Answer(
                    true, spec.goalId(), spec.topic().hex(), spec.harness().id(), null, null, null, null));
        } else {
            GoalFacts.print(console, spec);
            ForGood.warn(console, spec);
        }
    }

    private void say(GoalDocument.Problem problem) {
        if (json) {
            console.json(new Answer(
                    false,
                    null,
                    null,
                    null,
                    problem.sentence(),
                    problem.field(),
                    problem.line().orElse(null),
                    problem.column().orElse(null)));
        } else {
            console.note(problem.sentence());
        }
    }

    /** What is not known is null. */
    record Answer(
            @JsonProperty("ok") boolean ok,
            @JsonProperty("goal_id") String goalId,
            @JsonProperty("topic") String topic,
            @JsonProperty("harness") String harness,
            @JsonProperty("problem") String problem,
            @JsonProperty("field") String field,
            @JsonProperty("line") Integer line,
            @JsonProperty("column") Integer column) {}
}
