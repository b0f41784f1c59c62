package network.ian.app.client;

import java.util.List;
import java.util.stream.Collectors;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.TerminalText;
import network.ian.client.answer.Fields;
import network.ian.client.answer.GoalRules;
import network.ian.core.goal.GoalSpec;

/** Which goal a command is about: the one named, else the only one that the node has. */
public final class GoalChoice {

    private GoalChoice() {}

    /**
     * The goal's id.
     *
     * @param named what the command line says; may be null
     * @throws CommandFailure if it is no goal id, or if none is named and the node has several
     */
    public static String choose(ApiClient client, String named) {
        if (named != null) {
            return require(named);
        }
        List<String> ids = client.get("/api/v1/goals").path("goals").findValuesAsText("goal_id");
        if (ids.size() != 1) {
            String known = TerminalText.escape(String.join(", ", ids), 400);
            throw new CommandFailure(ExitCode.USAGE, "name a goal; the node has " + (known.isEmpty() ? "none" : known));
        }
        return require(ids.get(0));
    }

    /**
     * The rules of the goal for agents of a harness: of the one named, else of the only one that the node has.
     *
     * @param named what the command line says; may be null
     * @param agents what such agents are called
     * @throws CommandFailure if the one named has another harness, or none is named and there is not exactly one
     */
    public static GoalSpec forHarness(ApiClient client, String named, String harness, String agents) {
        if (named != null) {
            GoalSpec goal = rules(client, require(named));
            if (!goal.harness().id().equals(harness)) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        named + " takes no " + agents + ": its harness is "
                                + TerminalText.escape(goal.harness().id(), 64) + ", not " + harness);
            }
            return goal;
        }
        List<GoalSpec> all = client.get("/api/v1/goals").path("goals").findValuesAsText("goal_id").stream()
                .map(id -> rules(client, require(id)))
                .toList();
        List<GoalSpec> fitting =
                all.stream().filter(goal -> goal.harness().id().equals(harness)).toList();
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        throw new CommandFailure(
                ExitCode.USAGE,
                fitting.isEmpty()
                        ? "no goal of the node takes " + agents + " (" + harness + "); it has " + ids(all)
                        : "name one with --goal; these goals of the node take " + agents + ": " + ids(fitting));
    }

    private static String ids(List<GoalSpec> goals) {
        return goals.isEmpty() ? "none" : goals.stream().map(GoalSpec::goalId).collect(Collectors.joining(", "));
    }

    /**
     * A goal's rules as a node has them.
     *
     * @throws network.ian.core.codec.MalformedException if this program cannot read them
     */
    public static GoalSpec rules(ApiClient client, String goalId) {
        return GoalRules.read(goalId, Fields.of("rules", client.get("/api/v1/goals/" + goalId)));
    }

    /** Checks that {@code id} can be a goal's. */
    public static String require(String id) {
        if (!id.matches("[A-Za-z0-9_]{1,64}")) {
            throw new CommandFailure(
                    ExitCode.USAGE, "'" + TerminalText.escape(id, 80) + "' is no goal id: 1 to 64 of A-Z a-z 0-9 _");
        }
        return id;
    }
}
