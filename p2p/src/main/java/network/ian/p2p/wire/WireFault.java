package network.ian.p2p.wire;

import java.util.Locale;

/** How a frame can break the protocol by itself; also the metric label {@code reason} of invalid messages. */
public enum WireFault {
    /** The declared length is 0 or over the limit of its type. */
    FRAME_LENGTH,
    /** No such type, or one that may not come at this point. */
    UNKNOWN_TYPE,
    /** The frame ends before its fields, or goes on after them. */
    TRUNCATED,
    /** A count or length inside the frame is out of range. */
    FIELD_RANGE,
    /** A field holds what it may not. */
    FIELD_VALUE;

    /** The metric label. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
