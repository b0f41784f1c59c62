package network.ian.p2p.wire;

import java.util.Locale;
import java.util.Optional;

/** The closed set of frame types; also the metric label {@code type}. */
public enum MessageType {
    HELLO(
            1,
            2
                    + 1
                    + WireLimits.NETWORK_ID_BYTES
                    + 2
                    + WireLimits.AGENT_BYTES
                    + 8
                    + 1
                    + WireLimits.ADDRESS_BYTES
                    + 2
                    + heads()),
    GOODBYE(2, 1 + 1 + WireLimits.DETAIL_BYTES),
    PING(3, 8),
    PONG(4, 8),
    STATUS(5, 2 + heads()),
    PUSH(16, hash() + 1 + WireLimits.ENTRY_BYTES + WireLimits.BODY_BYTES),
    ANNOUNCE(17, hash() + 1 + 2 + WireLimits.ANNOUNCED_IDS * hash()),
    GRAFT(18, hash() + 1 + 1 + WireLimits.GRAFTED_IDS * hash()),
    PRUNE(19, hash()),
    FETCH(32, 4 + hash() + 2 + WireLimits.FETCHED_IDS * hash()),
    ENTRIES(
            33,
            4
                    + hash()
                    + 1
                    + 1
                    + WireLimits.ITEMS * WireLimits.ITEM_BYTES
                    + WireLimits.ENTRIES_CONTENT_BYTES
                    + WireLimits.BODY_BYTES),
    RECONCILE(34, 4 + hash() + 1 + 4 + WireLimits.RECONCILE_BYTES),
    RECONCILE_END(35, 4 + hash() + 1),
    ASK_ROOTS(36, 4 + hash() + 1 + WireLimits.ROOTS * 4),
    ROOTS(37, 4 + hash() + 1 + WireLimits.ROOTS * hash()),
    CHAIN_TIP(38, hash() + 8 + hash()),
    ASK_CHAIN(39, 4 + hash() + 1 + WireLimits.LOCATOR_HASHES * hash()),
    CHAIN(40, 4 + hash() + 4 + WireLimits.CHAIN_PAGE_BYTES),
    ASK_PREFIX(41, 4 + hash() + 4 + hash() + 4 + 2),
    PREFIX(42, 4 + hash() + 4 + 2 + WireLimits.PREFIX_IDS * hash()),
    ASK_PEERS(48, 0),
    PEERS(49, 1 + WireLimits.RECORDS * WireLimits.ADDRESS_BYTES);

    private static final MessageType[] BY_CODE = byCode();

    private final int code;
    private final int maxLength;

    MessageType(int code, int maxPayload) {
        this.code = code;
        this.maxLength = WireLimits.TYPE_BYTES + maxPayload;
    }

    /** The type of a code; empty if there is none. */
    static Optional<MessageType> ofCode(int code) {
        return code < 0 || code >= BY_CODE.length ? Optional.empty() : Optional.ofNullable(BY_CODE[code]);
    }

    /** The frame's type byte, 1 to 255. */
    public int code() {
        return code;
    }

    /** Most bytes of type and payload: the highest value of the frame's length field. */
    int maxLength() {
        return maxLength;
    }

    /** The metric label. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static int hash() {
        return WireLimits.HASH_BYTES;
    }

    private static int heads() {
        return WireLimits.HEADS * WireLimits.HEAD_BYTES;
    }

    private static MessageType[] byCode() {
        MessageType[] table = new MessageType[256];
        for (MessageType type : values()) {
            table[type.code] = type;
        }
        return table;
    }
}
