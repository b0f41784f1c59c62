package network.ian.api.http;

import java.util.Optional;
import java.util.OptionalInt;
import network.ian.core.codec.Bytes;

/**
 * What goes back to a client.
 *
 * @param status HTTP status
 * @param retryAfterSeconds for 429 and 503
 * @param challenge for 401 and 403: what {@code WWW-Authenticate} says (RFC 6750 section 3)
 * @param tag of a file, by which a browser finds out whether the one it has is still the one that is served
 */
public record Answer(
        int status, Body body, OptionalInt retryAfterSeconds, Optional<String> challenge, Optional<EntityTag> tag) {

    private Answer(int status, Body body) {
        this(status, body, OptionalInt.empty(), Optional.empty(), Optional.empty());
    }

    /** What the answer says and how it is wrapped. */
    public sealed interface Body {}

    /**
     * In the envelope of {@code /api/v1}.
     *
     * @param data a record or JSON node; may be null
     * @param error one sentence; null exactly where the request succeeded
     */
    record Enveloped(Object data, String error) implements Body {}

    /** In the envelope of {@code /api/v1}, after a success: what was asked for is JSON already. */
    record Prepared(Bytes data) implements Body {}

    /** JSON without an envelope. */
    record BareJson(Object value) implements Body {}

    /** Text of the given content type. */
    record Text(String text, String contentType) implements Body {}

    /**
     * A file of a web page.
     *
     * @param octets the same for every answer, so that one that waits for its reader takes no memory of its own
     * @param contentSecurityPolicy what the page may load and run (W3C CSP level 3)
     */
    record Asset(Bytes octets, String contentType, String contentSecurityPolicy) implements Body {}

    /**
     * What was asked for is at another place.
     *
     * @param location relative to the path that was asked for (RFC 9110 section 10.2.2)
     */
    record Elsewhere(String location) implements Body {}

    public static Answer ok(Object data) {
        return new Answer(200, new Enveloped(data, null));
    }

    /**
     * The same as {@link #ok} where the JSON is at hand.
     *
     * @param data as {@link ApiJson#write} has it
     */
    public static Answer prepared(Bytes data) {
        return new Answer(200, new Prepared(data));
    }

    public static Answer refused(int status, String sentence) {
        return refused(status, sentence, null);
    }

    /**
     * An error.
     *
     * @param data what may help the caller, e.g. the current root
     */
    public static Answer refused(int status, String sentence, Object data) {
        return new Answer(status, new Enveloped(data, sentence));
    }

    public static Answer json(int status, Object value) {
        return new Answer(status, new BareJson(value));
    }

    public static Answer text(int status, String text, String contentType) {
        return new Answer(status, new Text(text, contentType));
    }

    /** A file of a web page, under the policy given. */
    public static Answer asset(Bytes octets, String contentType, String contentSecurityPolicy) {
        return new Answer(200, new Asset(octets, contentType, contentSecurityPolicy));
    }

    /**
     * That a file is still the one that the client has. It is not sent; its headers are, for a browser puts them in place of
     * those it has (RFC 9111 section 3.2).
     */
    public Answer notModified() {
        return new Answer(304, body, retryAfterSeconds, challenge, tag);
    }

    /** That something is at another place, which is relative so that it holds behind a proxy as well. */
    public static Answer redirect(String relative) {
        return new Answer(307, new Elsewhere(relative));
    }

    /** The same with an {@code ETag}; it may be kept by a browser, which asks each time whether it still holds. */
    public Answer tagged(EntityTag fileTag) {
        return new Answer(status, body, retryAfterSeconds, challenge, Optional.of(fileTag));
    }

    public Answer retryAfter(int seconds) {
        return new Answer(status, body, OptionalInt.of(seconds), challenge, tag);
    }

    /** The same with a {@code WWW-Authenticate} header. */
    public Answer challenging(String parameters) {
        return new Answer(status, body, retryAfterSeconds, Optional.of(("Bearer " + parameters).strip()), tag);
    }
}
