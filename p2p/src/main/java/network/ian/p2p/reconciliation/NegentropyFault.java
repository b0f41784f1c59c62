package network.ian.p2p.reconciliation;

/** How a Negentropy message can break the protocol by itself. */
public enum NegentropyFault {
    /** Ends before its fields. */
    TRUNCATED,
    /** The first byte is no version of the protocol. */
    NO_VERSION,
    /** A later version than the one that was offered to the other side. */
    OTHER_VERSION,
    /** A number over 64 bits, or longer than it needs to be. */
    VARINT,
    /** A time past 2^64-1, an id prefix over 32 bytes, or one at infinity. */
    BOUND,
    /** A bound below the one before it, or one behind infinity. */
    ORDER,
    /** No such mode. */
    MODE,
    /** More ranges than any message needs. */
    TOO_MANY_RANGES
}
