package network.ian.p2p.reconciliation;

import network.ian.core.codec.Bytes;

/** What the responder makes of a message. */
public sealed interface Answer {

    /** Send {@code payload} back. */
    record Reply(Bytes payload) implements Answer {}

    /** The message breaks the protocol. */
    record Broken(NegentropyFault fault) implements Answer {}
}
