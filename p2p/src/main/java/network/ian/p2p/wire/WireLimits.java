package network.ian.p2p.wire;

import network.ian.core.finality.ChainExchange;

/**
 * Limits on the fields of frames (docs/PROTOCOL.md). All are inclusive. They are part of the protocol: a frame beyond one
 * breaks the format, so a limit changes only with the protocol's version.
 */
public final class WireLimits {

    /** Longest network id, in characters of ASCII. */
    public static final int NETWORK_ID_BYTES = 64;

    /** Longest name of the sender's software, in code points. */
    public static final int AGENT_CHARACTERS = 64;

    /** The same in bytes of UTF-8. */
    public static final int AGENT_BYTES = 4 * AGENT_CHARACTERS;

    /** Longest text of a Goodbye, in bytes of UTF-8. */
    public static final int DETAIL_BYTES = 255;

    /** Longest host name, in bytes of ASCII (RFC 1035 section 2.3.4, without the closing dot). */
    public static final int HOST_BYTES = 253;

    /** Most heads in a Hello or a Status. */
    public static final int HEADS = 256;

    /** Longest header of a contribution, in bytes. */
    public static final int HEADER_BYTES = 2_048;

    /** Longest body of a contribution, in bytes: the largest pack that any goal can allow. */
    public static final int BODY_BYTES = 7 * 1024 * 1024;

    /** Most ids in an Announce. */
    public static final int ANNOUNCED_IDS = 1_024;

    /** Most ids in a Graft. */
    public static final int GRAFTED_IDS = 64;

    /** Most ids in a Fetch. */
    public static final int FETCHED_IDS = 512;

    /** Most items in one Entries frame. */
    public static final int ITEMS = 64;

    /**
     * Bytes of headers and bodies after which an Entries frame takes no further item. So a frame is at most this, one
     * contribution of the longest kind, and the frame's own fields.
     */
    public static final int ENTRIES_CONTENT_BYTES = 1024 * 1024;

    /** Longest Negentropy message in a Reconcile, in bytes. */
    public static final int RECONCILE_BYTES = 128 * 1024;

    /** Most sizes in an AskRoots, and most roots in its answer. */
    public static final int ROOTS = 64;

    /** Most hashes in an AskChain. */
    public static final int LOCATOR_HASHES = ChainExchange.LOCATOR_HASHES;

    /** Longest page in a Chain, in bytes. */
    public static final int CHAIN_PAGE_BYTES = ChainExchange.PAGE_BYTES;

    /** Most ids that an AskPrefix asks for, and that its answer has. */
    public static final int PREFIX_IDS = 4_096;

    /** Most records in a Peers. */
    public static final int RECORDS = 32;

    /** Bytes of a frame before its type: the length. */
    public static final int LENGTH_BYTES = 4;

    static final int HASH_BYTES = 32;
    static final int KEY_BYTES = 32;
    static final int SIGNATURE_BYTES = WireEntry.SIGNATURE_SIZE;
    static final int HEAD_BYTES = HASH_BYTES + 4 + Fingerprint.SIZE + 4 + HASH_BYTES + 4;
    static final int ADDRESS_BYTES = KEY_BYTES + 1 + HOST_BYTES + 2 + 8 + SIGNATURE_BYTES;
    static final int ENTRY_BYTES = 2 + HEADER_BYTES + SIGNATURE_BYTES + 4;
    static final int ITEM_BYTES = 1 + ENTRY_BYTES;
    static final int TYPE_BYTES = 1;

    private WireLimits() {}
}
