package network.ian.p2p.wire;

import java.util.Locale;

/** The closed set of frame types; also the metric label {@code type}. */
public enum MessageType {
    HELLO(1),
    GOODBYE(2),
    PING(3),
    PONG(4),
    STATUS(5),
    PUSH(16),
    ANNOUNCE(17),
    GRAFT(18),
    PRUNE(19),
    FETCH(32),
    ENTRIES(33),
    RECONCILE(34),
    RECONCILE_END(35),
    ASK_ROOTS(36),
    ROOTS(37),
    ASK_PEERS(48),
    PEERS(49);

    private final int code;

    MessageType(int code) {
        this.code = code;
    }

    /** The frame's type byte, 1 to 255. */
    public int code() {
        return code;
    }

    /** The metric label. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
