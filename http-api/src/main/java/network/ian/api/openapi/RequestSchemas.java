package network.ian.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import network.ian.api.http.ApiJson;
import network.ian.api.http.Operation;

/** The schemas of what is posted. */
final class RequestSchemas {

    private static final String GOAL_FILE = "goal-spec.json";
    private static final String GOAL = "GoalSpec";

    private RequestSchemas() {}

    static Map<String, JsonNode> all() {
        return Map.of(RequestSchema.NAME, RequestSchema.schema(), GOAL, goal());
    }

    /** The schema of a body that is not {@link Operation.Body#NONE}. */
    static String name(Operation.Body body) {
        return body == Operation.Body.GOAL ? GOAL : RequestSchema.NAME;
    }

    private static ObjectNode goal() {
        try (InputStream in = RequestSchemas.class.getResourceAsStream(GOAL_FILE)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + GOAL_FILE);
            }
            return (ObjectNode) ApiJson.parseOwn(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + GOAL_FILE, e);
        }
    }
}
