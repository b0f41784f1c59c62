package network.ian.app.endtoend;

import com.fasterxml.jackson.databind.JsonNode;

/** What a client was told about a contribution that the node accepted: a promise. */
public record Acknowledged(String contributionId, String packHash, boolean sponsored) {

    public static Acknowledged by(Reply reply) {
        JsonNode data = reply.data();
        return new Acknowledged(
                data.path("contribution_id").asText(),
                data.path("pack_hash").asText(),
                data.path("sponsored").asBoolean());
    }
}
