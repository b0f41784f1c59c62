package network.ian.app.top;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Answers of a node that never was, and pictures of them. */
final class Looks {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Looks() {}

    /** A node with much to show. */
    static ObjectNode busy() {
        try (InputStream in = Objects.requireNonNull(Looks.class.getResourceAsStream("busy.json"))) {
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A node that has just started: alone, without an entry, with endpoints of the first version only. */
    static ObjectNode empty() {
        ObjectNode look = busy();
        look.remove(List.of("activity", "alerts"));
        ObjectNode node = (ObjectNode) look.path("node");
        ((ObjectNode) node.path("tau")).put("mode", "none").putNull("head").putNull("committer");
        ((ArrayNode) node.path("goals")).remove(1);
        ObjectNode status = (ObjectNode) node.path("goals").path(0).path("status");
        status.put("log_size", 0).put("accepted_contributions", 0).put("rejected_contributions", 0);
        status.put("consensus_state", "ISOLATED");
        ((ObjectNode) status.path("finality")).put("size", 0).put("source", "none");
        ((ObjectNode) look.path("leaderboard")).put("total", 0).putArray("entries");
        ((ObjectNode) look.path("anchors")).putArray("anchors");
        ((ObjectNode) look.path("peers")).put("total", 0).putArray("peers");
        return look;
    }

    static Answers answers(JsonNode look) {
        return new Answers(
                look.path("time_ms").asLong(),
                URI.create("http://127.0.0.1:8000"),
                Optional.ofNullable(look.path("goal_id").textValue()),
                look.path("node"),
                part(look, "peers"),
                part(look, "alerts"),
                part(look, "leaderboard"),
                part(look, "anchors"),
                part(look, "activity"));
    }

    static Snapshot snapshot(JsonNode look) {
        return new SnapshotReader().read(answers(look));
    }

    static Picture picture(JsonNode look, Event... events) {
        return new Picture(snapshot(look), List.of(events), true, Optional.empty(), false, false);
    }

    static Event event(String what, String text) {
        return new Event(1795298011000L, Optional.of("DEMO_TRADING_AGENT"), what, text, Role.PLAIN);
    }

    private static JsonNode part(JsonNode look, String name) {
        JsonNode part = look.path(name);
        return part.isNull() ? MissingNode.getInstance() : part;
    }
}
