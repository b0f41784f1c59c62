package network.ian.p2p.wire;

/** What the bytes of a frame turned out to be. */
public sealed interface Decoded {

    /** A frame in its one right form. */
    record Understood(Message message) implements Decoded {}

    /** A frame that no node that follows the protocol sends. */
    record Malformed(WireFault fault) implements Decoded {}
}
