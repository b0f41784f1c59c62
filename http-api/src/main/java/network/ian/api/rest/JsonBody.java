package network.ian.api.rest;

import java.util.Locale;
import java.util.Set;
import network.ian.api.http.Answer;
import network.ian.api.http.ApiRequest;
import network.ian.api.http.RefusedException;

/** What a posted document may be called. */
final class JsonBody {

    private static final String JSON = "application/json";

    /** What HTTP tools say of a body unless told otherwise. */
    private static final Set<String> TOOLS_DEFAULTS =
            Set.of("", "application/x-www-form-urlencoded", "application/octet-stream");

    private JsonBody() {}

    /**
     * The body is JSON whatever it is called, so that {@code curl -d} works as typed. Only from a browser, which sends
     * Origin, must it be called JSON: any web page can send the other types here, and none can send JSON unasked.
     */
    static void require(ApiRequest request) {
        String type = request.header("Content-Type")
                .map(text -> text.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .orElse("");
        boolean fromBrowser = request.header("Origin").isPresent();
        if (!type.equals(JSON) && (fromBrowser || !TOOLS_DEFAULTS.contains(type))) {
            throw new RefusedException(Answer.refused(415, "Content-Type: only application/json is taken here"));
        }
    }
}
