package network.ian.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;

/**
 * What a node answered.
 *
 * @param status HTTP status
 * @param data the envelope's data, or the whole document where there is no envelope; a missing node if the body is no JSON
 * @param error the envelope's error
 */
public record ApiAnswer(int status, JsonNode data, Optional<String> error) {

    static final int OK = 200;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    static ApiAnswer of(int status, JsonNode document) {
        if (!document.has("success")) {
            return new ApiAnswer(status, document, Optional.empty());
        }
        JsonNode data = document.path("data");
        return new ApiAnswer(
                status,
                data.isNull() ? MissingNode.getInstance() : data,
                Optional.ofNullable(document.path("error").textValue()));
    }

    public boolean ok() {
        return status == OK;
    }

    /** Whether the same request may succeed a little later. */
    public boolean busy() {
        return status == TOO_MANY_REQUESTS || status == UNAVAILABLE;
    }
}
