package network.ian.simulation.attack;

import java.util.Optional;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.Message;

/** How an attacker departs from the protocol. */
interface Attack {

    /** Begins whatever it does of its own accord. */
    default void start() {}

    /** What goes out in place of a message that the protocol sends; empty for nothing. */
    default Optional<Message> outgoing(Peer to, Message message) {
        return Optional.of(message);
    }
}
