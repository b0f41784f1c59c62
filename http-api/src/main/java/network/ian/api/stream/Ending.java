package network.ian.api.stream;

import java.util.Locale;

/** Why the node ends a stream; the label {@code reason} of {@code ian_stream_dropped_clients_total}. */
public enum Ending {
    /** The node stops. */
    SHUTDOWN(1001, "the node stops"),
    /** The client takes nothing for too long. */
    SLOW(1008, "too slow: nothing was taken for 10 seconds"),
    /** No sign of life. */
    IDLE(1001, "no pong for 45 seconds"),
    /** The client sends more than it may. */
    FLOOD(1008, "too many messages"),
    /** The client sends what nobody understands, again and again. */
    MALFORMED(1008, "too many malformed messages"),
    /** The client's token is revoked or expired. */
    TOKEN(1008, "the token is no longer good");

    private final int code;
    private final String words;

    Ending(int code, String words) {
        this.code = code;
        this.words = words;
    }

    /** RFC 6455, section 7.4.1. */
    int code() {
        return code;
    }

    String words() {
        return words;
    }

    /** The label {@code reason} of metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
