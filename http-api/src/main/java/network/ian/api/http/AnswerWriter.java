package network.ian.api.http;

import java.nio.ByteBuffer;
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
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Referrer-Policy",
            "no-referrer",
            POLICY,
            "default-src 'none'; frame-ancestors 'none'");

    static final String JSON = "application/json";

    private static final byte[] ENVELOPE_START = ascii("{\"success\":true,\"data\":");
    private static final byte[] ENVELOPE_END = ascii(",\"error\":null,\"timestamp\":");

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
        if (body instanceof Answer.Prepared prepared) {
            return enveloped(prepared.data().view());
        }
        if (body instanceof Answer.BareJson json) {
            return ApiJson.write(json.value());
        }
        if (body instanceof Answer.Asset asset) {
            return asset.octets().view();
        }
        return body instanceof Answer.Text text ? text.text().getBytes(StandardCharsets.UTF_8) : new byte[0];
    }

    /** The same octets as those of an {@link Envelope} with that data. */
    private byte[] enveloped(byte[] data) {
        byte[] timestamp = ascii(Long.toString(clock.millis()));
        return ByteBuffer.allocate(ENVELOPE_START.length + data.length + ENVELOPE_END.length + timestamp.length + 1)
                .put(ENVELOPE_START)
                .put(data)
                .put(ENVELOPE_END)
                .put(timestamp)
                .put((byte) '}')
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** What an answer has beside {@link #HEADERS}, or in place of one of them; nothing for most. */
    static Map<String, String> ownHeaders(Answer answer) {
        if (isPlain(answer)) {
            return Map.of();
        }
        Map<String, String> headers = new HashMap<>();
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

    private static boolean isPlain(Answer answer) {
        boolean isOther = answer.body() instanceof Answer.Asset || answer.body() instanceof Answer.Elsewhere;
        return !isOther
                && answer.tag().isEmpty()
                && answer.retryAfterSeconds().isEmpty()
                && answer.challenge().isEmpty();
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
