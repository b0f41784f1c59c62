package network.ian.api.stream;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * That a client does not get all.
 *
 * @param missed events that it would have got; empty if that is not known
 */
public record Gap(Reason reason, OptionalLong missed) {

    static final String TYPE = "gap";

    /** Why; the label {@code reason} of {@code ian_stream_gaps_total}. */
    public enum Reason {
        /** The cursor is of another run of a node. */
        RESTARTED,
        /** What came after the cursor is no longer kept. */
        EXPIRED,
        /** The node left events out, for itself or for this client. */
        OVERRUN;

        /** As messages and metrics have it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The event's {@code data}. */
    record Json(Long missed, String reason) {}

    Json json() {
        return new Json(missed.isPresent() ? missed.getAsLong() : null, reason.label());
    }

    /** The event for one client, which goes on after {@code at}. */
    Message at(Cursor at, long timestampMs) {
        return new StreamEvent(at, happening(), timestampMs);
    }

    /** The event for everybody. */
    Happening happening() {
        return new Happening(TYPE, Topic.EVERYTHING, this::json);
    }
}
