package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a node answered.
 *
 * @param request for messages
 */
public record Reply(String request, int status, String text) {

    public JsonNode json() {
        return Json.parse(text);
    }

    /** What the envelope holds. */
    public JsonNode data() {
        return json().path("data");
    }

    /** The envelope's error; empty if there is none. */
    public String error() {
        return json().path("error").asText("");
    }

    public boolean accepted() {
        return status == 200 && data().path("accepted").asBoolean();
    }

    /** Says so if the status is another one. */
    public Reply withStatus(int expected) {
        assertThat(status).as(() -> request + " answered " + text).isEqualTo(expected);
        return this;
    }
}
