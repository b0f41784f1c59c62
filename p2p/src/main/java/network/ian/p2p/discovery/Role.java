package network.ian.p2p.discovery;

import network.ian.p2p.peer.Direction;

/** What a connection is for. */
enum Role {
    /** Keeps one of the slots that this node fills by itself. */
    OUTBOUND,
    /** Tests a new address, and stays only if a slot is free. */
    FEELER,
    /** Takes the slot of another outbound peer once it has lasted. */
    CHALLENGER,
    /** Keeps a slot that others fill. */
    INBOUND,
    /** Finds all inbound slots taken: is told addresses, then asked to leave. */
    VISITOR,
    /** An operator asked for it: exempt from all limits. */
    PINNED;

    static Role lasting(Direction direction) {
        return direction == Direction.OUTBOUND ? OUTBOUND : INBOUND;
    }
}
