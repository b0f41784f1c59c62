package network.ian.app.top;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Optional;

/**
 * What a node answered within one look at it. A part that the node does not have, or does not give, is a missing node.
 *
 * @param timeMs when they were all there, milliseconds since the epoch
 * @param address of the node
 * @param goal that the parts after {@code tau} are about; empty for a node without goals
 * @param node the whole node ({@code /status})
 * @param board {@code /api/v1/leaderboard/{goal_id}}
 * @param anchors {@code /api/v1/anchors/{goal_id}}, the newest
 * @param activity {@code /api/v1/activity/{goal_id}}
 */
record Answers(
        long timeMs,
        URI address,
        Optional<String> goal,
        JsonNode node,
        JsonNode peers,
        JsonNode alerts,
        JsonNode board,
        JsonNode anchors,
        JsonNode activity) {

    /** All of it as one object, in the API's own words; null for what is missing. */
    JsonNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("time_ms", timeMs);
        json.put("address", address.toString());
        json.put("goal_id", goal.orElse(null));
        put(json, "node", node);
        put(json, "leaderboard", board);
        put(json, "activity", activity);
        put(json, "anchors", anchors);
        put(json, "peers", peers);
        put(json, "alerts", alerts);
        return json;
    }

    private static void put(ObjectNode json, String name, JsonNode part) {
        json.set(name, part.isMissingNode() ? json.nullNode() : part);
    }
}
