package network.ian.app.top;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.TerminalText;
import network.ian.app.client.ApiClient;
import network.ian.app.client.GoalChoice;
import network.ian.client.http.NodeAnswer;

/** Looks at a node over its API. */
final class NodeSource {

    /** Ranks that are asked for; more than a terminal shows. */
    static final int RANKS = 50;

    private final ApiClient client;
    private final InstantSource clock;

    NodeSource(ApiClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    /**
     * One look.
     *
     * @param wanted the goal to look at; empty: the node's first
     * @throws CommandFailure if the node does not answer or refuses, or has no such goal
     */
    Answers look(Optional<String> wanted) {
        JsonNode node = client.get("/status");
        Optional<String> goal = chosen(node.path("goals").findValuesAsText("goal_id"), wanted);
        return new Answers(
                clock.millis(),
                client.node(),
                goal,
                node,
                part("/api/v1/peers"),
                part("/api/v1/alerts"),
                about(goal, "/api/v1/leaderboard/", "?limit=" + RANKS),
                about(goal, "/api/v1/anchors/", "?limit=1"),
                about(goal, "/api/v1/activity/", ""));
    }

    private static Optional<String> chosen(List<String> goals, Optional<String> wanted) {
        if (wanted.isEmpty()) {
            return goals.stream().findFirst().map(GoalChoice::require);
        }
        if (!goals.contains(wanted.get())) {
            String known = TerminalText.escape(String.join(", ", goals), 400);
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "the node has no goal " + wanted.get() + "; it has " + (known.isEmpty() ? "none" : known));
        }
        return wanted;
    }

    private JsonNode about(Optional<String> goal, String path, String query) {
        return goal.map(id -> part(path + id + query)).orElse(MissingNode.getInstance());
    }

    /** An older node lacks it, and a goal whose log is damaged has none. */
    private JsonNode part(String path) {
        NodeAnswer answer = client.ask(path);
        return answer.ok() ? answer.data() : MissingNode.getInstance();
    }
}
