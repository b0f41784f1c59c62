package network.ian.client.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * What a node answered, whatever it means.
 *
 * @param status HTTP status
 * @param data the envelope's data, or the whole document where there is no envelope; a missing node if the body is no JSON
 * @param error the envelope's error, as it came
 * @param retryAfter when the node wants to be asked again
 */
public record NodeAnswer(int status, JsonNode data, Optional<String> error, Optional<Duration> retryAfter) {

    private static final int OK = 200;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads a body; one that is no JSON is an answer without data. */
    public static NodeAnswer read(RawAnswer raw) {
        JsonNode document = parse(raw.body().view());
        if (!document.has("success")) {
            return new NodeAnswer(raw.status(), document, Optional.empty(), raw.retryAfter());
        }
        JsonNode data = document.path("data");
        return new NodeAnswer(
                raw.status(),
                data.isNull() ? MissingNode.getInstance() : data,
                Optional.ofNullable(document.path("error").textValue()),
                raw.retryAfter());
    }

    public boolean ok() {
        return status == OK;
    }

    /** Whether the same request may succeed a little later. */
    public boolean busy() {
        return status == TOO_MANY_REQUESTS || status == UNAVAILABLE;
    }

    private static JsonNode parse(byte[] octets) {
        try {
            JsonNode document = JSON.readTree(octets);
            return document == null ? MissingNode.getInstance() : document;
        } catch (IOException e) {
            // Bytes in memory can be read: it is the node that sent no JSON, not even text in an encoding that there
            // is.
            return MissingNode.getInstance();
        }
    }
}
