package network.ian.p2p.discovery;

import java.util.List;
import network.ian.p2p.peer.Direction;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Message;

/** A connection between two nodes of a {@link FakeNetwork}. */
final class FakeLink {

    private final FakeNode dialler;
    private final FakeNode listener;
    private final Peer listenerSeen;
    private final Peer diallerSeen;
    private boolean up;
    private boolean ended;

    FakeLink(FakeNode dialler, FakeNode listener, Peer listenerSeen, Peer diallerSeen) {
        this.dialler = dialler;
        this.listener = listener;
        this.listenerSeen = listenerSeen;
        this.diallerSeen = diallerSeen;
    }

    boolean isUp() {
        return up && !ended;
    }

    void greet() {
        if (!ended) {
            up = true;
            listenerSeen.introduce("", java.util.Optional.of(listener.record), List.of());
            diallerSeen.introduce("", java.util.Optional.of(dialler.record), List.of());
            dialler.discovery.up(listenerSeen);
            listener.discovery.up(diallerSeen);
        }
    }

    void deliver(FakeNode from, Message message) {
        if (!isUp()) {
            return;
        }
        FakeNode to = other(from);
        Peer sender = to == listener ? diallerSeen : listenerSeen;
        if (message instanceof Message.AskPeers) {
            to.network.asks++;
            to.discovery.askPeers(sender);
        } else if (message instanceof Message.Peers peers) {
            to.discovery.peers(sender, peers);
        }
    }

    void end(GoodbyeReason reason) {
        if (!ended) {
            ended = true;
            dialler.links.remove(listener.id, this);
            listener.links.remove(dialler.id, this);
            dialler.discovery.down(listenerSeen, up, reason);
            listener.discovery.down(diallerSeen, up, reason);
        }
    }

    Direction direction(FakeNode of) {
        return of == dialler ? Direction.OUTBOUND : Direction.INBOUND;
    }

    FakeNode other(FakeNode node) {
        return node == dialler ? listener : dialler;
    }
}
