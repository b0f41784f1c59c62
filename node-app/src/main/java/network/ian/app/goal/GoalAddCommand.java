package network.ian.app.goal;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.TerminalText;
import network.ian.app.client.ApiClient;
import network.ian.app.client.NodeOptions;
import network.ian.client.IanClient;
import network.ian.client.answer.AddedGoal;
import network.ian.client.error.NodeRefusedException;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.ConfigException;
import network.ian.core.goal.GoalSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ian goal add}. */
@Command(name = "add", description = "Add a goal to a running node, for good; the same document again changes nothing.")
public final class GoalAddCommand implements Callable<Integer> {

    private static final int MALFORMED = 400;
    private static final int LONGEST_SAID = 1_000;

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
        GoalDocument document = GoalDocument.read(file, input);
        GoalSpec spec = document.require();
        requireOwnId(document, spec);
        ApiClient client = node.connect();
        AddedGoal answer = client.ask(typed -> add(typed, spec, document));
        if (json) {
            console.json(new Answer(answer.goalId(), answer.topic().hex(), answer.added()));
        } else {
            console.line(
                    answer.added()
                            ? "added " + spec.goalId() + ", topic " + spec.topic()
                            : spec.goalId() + " was there already by the same topic " + spec.topic());
            if (answer.added()) {
                ForGood.warn(console, spec);
            }
        }
        return ExitCode.OK.number();
    }

    private static void requireOwnId(GoalDocument document, GoalSpec spec) {
        if (spec.goalId().equals(ForGood.TEMPLATE_ID)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    document.problem(new MalformedException(
                                    "goal_id",
                                    "still " + ForGood.TEMPLATE_ID
                                            + ", as in the template; give the goal an id of its own,"
                                            + " 1 to 64 of A-Z a-z 0-9 _, for nothing in a goal can be changed later"))
                            .sentence());
        }
    }

    private static AddedGoal add(IanClient node, GoalSpec spec, GoalDocument document) {
        try {
            return node.addGoal(spec);
        } catch (NodeRefusedException e) {
            if (e.status() == MALFORMED && e.sentence().isPresent()) {
                String place = document.problem(e.sentence().get()).sentence();
                throw new CommandFailure(
                        ExitCode.REFUSED, List.of("the node refused: " + TerminalText.escape(place, LONGEST_SAID)), e);
            }
            throw e;
        }
    }

    record Answer(
            @JsonProperty("goal_id") String goalId,
            @JsonProperty("topic") String topic,
            @JsonProperty("added") boolean added) {}
}
