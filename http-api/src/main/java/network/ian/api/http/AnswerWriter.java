package network.ian.api.http;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Turns answers into bytes, and knows the headers that every answer carries. */
public final class AnswerWriter {

    private static final String POLICY = "Content-Security-Policy";

    /** Sent with every answer: nothing here may be cached, framed, sniffed or scripted. */
    public static final Map<String, String> HEADERS = Map.of(
            "Cache-Control",
            "no-store",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            POLICY,
            "default-src 'none'; frame-ancestors 'none'");

    static final String JSON = "application/json";

    private final Clock clock;

    public AnswerWriter(Clock clock) {
        this.clock = clock;
    }

    /** The bytes to send. */
    public byte[] bytes(Answer.Body body) {
        if (body instanceof Answer.Enveloped enveloped) {
            boolean success = enveloped.error() == null;
            return ApiJson.write(new Envelope(success, enveloped.data(), enveloped.error(), clock.millis()));
        }
        if (body instanceof Answer.BareJson json) {
            return ApiJson.write(json.value());
        }
        if (body instanceof Answer.Asset asset) {
            return asset.octets().view();
        }
        return ((Answer.Text) body).text().getBytes(StandardCharsets.UTF_8);
    }

    /** {@link #HEADERS}, but for what the body asks for itself. */
    static Map<String, String> headers(Answer.Body body) {
        if (body instanceof Answer.Asset asset) {
            Map<String, String> headers = new HashMap<>(HEADERS);
            headers.put(POLICY, asset.contentSecurityPolicy());
            return headers;
        }
        return HEADERS;
    }

    static String contentType(Answer.Body body) {
        if (body instanceof Answer.Asset asset) {
            return asset.contentType();
        }
        return body instanceof Answer.Text text ? text.contentType() : JSON;
    }
}
