package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a node answered.
 *
 * @param request for messages
 */
record Reply(String request, int status, String text) {

    JsonNode json() {
        return Json.parse(text);
    }

    /** What the envelope holds. */
    JsonNode data() {
        return json().path("data");
    }

    /** The envelope's error; empty if there is none. */
    String error() {
        return json().path("error").asText("");
    }

    boolean accepted() {
        return status == 200 && data().path("accepted").asBoolean();
    }

    /** Says so if the status is another one. */
    Reply withStatus(int expected) {
        assertThat(status).as(() -> request + " answered " + text).isEqualTo(expected);
        return this;
    }
}
