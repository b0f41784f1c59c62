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
        return body instanceof Answer.Text text ? text.text().getBytes(StandardCharsets.UTF_8) : new byte[0];
    }

    /** {@link #HEADERS}, but for what the answer says otherwise, and its own. */
    static Map<String, String> headers(Answer answer) {
        Map<String, String> headers = new HashMap<>(HEADERS);
        if (answer.body() instanceof Answer.Asset asset) {
            headers.put(POLICY, asset.contentSecurityPolicy());
        }
        if (answer.body() instanceof Answer.Elsewhere elsewhere) {
            headers.put("Location", elsewhere.location());
        }
        answer.tag().ifPresent(tag -> {
            headers.put("ETag", tag.text());
            // May be kept, and is asked for again each time (RFC 9111 section 5.2.2.4).
            headers.put("Cache-Control", "no-cache");
        });
        answer.retryAfterSeconds().ifPresent(seconds -> headers.put("Retry-After", Integer.toString(seconds)));
        answer.challenge().ifPresent(challenge -> headers.put("WWW-Authenticate", challenge));
        return headers;
    }

    static String contentType(Answer.Body body) {
        if (body instanceof Answer.Asset asset) {
            return asset.contentType();
        }
        if (body instanceof Answer.Elsewhere) {
            return "text/plain; charset=utf-8";
        }
        return body instanceof Answer.Text text ? text.contentType() : JSON;
    }
}
