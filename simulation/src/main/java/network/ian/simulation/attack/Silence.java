package network.ian.simulation.attack;

import java.util.Optional;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.Message;

/** Keeps every contribution to itself. */
final class Silence implements Attack {

    @Override
    public Optional<Message> outgoing(Peer to, Message message) {
        return switch (message.type()) {
            case PUSH, ANNOUNCE, ENTRIES -> Optional.empty();
            default -> Optional.of(message);
        };
    }
}
