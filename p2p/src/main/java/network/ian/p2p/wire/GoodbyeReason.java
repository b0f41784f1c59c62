package network.ian.p2p.wire;

import java.util.Locale;
import java.util.Optional;

/** Why a connection ends, by this side or the other: what a Goodbye says, and the metric label. */
public enum GoodbyeReason {
    SHUTTING_DOWN(1),
    NETWORK_MISMATCH(2),
    VERSION_MISMATCH(3),
    SELF_CONNECTION(4),
    DUPLICATE_CONNECTION(5),
    TOO_MANY_PEERS(6),
    TOO_MANY_FROM_PREFIX(7),
    BANNED(8),
    LOW_SCORE(9),
    MALFORMED(10),
    PROTOCOL_VIOLATION(11),
    HANDSHAKE_TIMEOUT(12),
    UNRESPONSIVE(13),
    TOO_SLOW(14),
    REPLACED(15),
    /** The far end closed, or the connection broke, without a word. Never sent. */
    CLOSED(16),
    OPERATOR(17);

    private static final GoodbyeReason[] ALL = values();

    private final int code;

    GoodbyeReason(int code) {
        this.code = code;
    }

    /** The reason of a code, if it may be sent. */
    static Optional<GoodbyeReason> ofCode(int code) {
        for (GoodbyeReason reason : ALL) {
            if (reason.code == code && reason != CLOSED) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }

    /** The byte on the wire, 1 to 255. */
    int code() {
        return code;
    }

    /** The metric label. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
