package network.ian.p2p.discovery;

import java.util.List;
import java.util.Optional;
import network.ian.p2p.peer.Direction;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Message;

/** A connection between two nodes of a {@link FakeNetwork}. What one end does the other hears later, in order. */
final class FakeLink {

    private final FakeNetwork network;
    private final long latencyNanos;
    private final End dialler;
    private final End listener;

    private static final class End {
        private final FakeNode node;
        private final Peer other;
        private boolean up;
        private boolean ended;

        End(FakeNode node, Peer other) {
            this.node = node;
            this.other = other;
        }
    }

    FakeLink(FakeNode dialler, FakeNode listener, Peer listenerSeen, Peer diallerSeen) {
        this.network = dialler.network;
        this.latencyNanos = network.latencyNanos();
        this.dialler = new End(dialler, listenerSeen);
        this.listener = new End(listener, diallerSeen);
    }

    /** Both ends say Hello. */
    void open() {
        dialler.node.links.put(listener.node.id, this);
        listener.node.links.put(dialler.node.id, this);
        later(() -> greet(dialler, listener));
        later(() -> greet(listener, dialler));
    }

    boolean isUp(FakeNode node) {
        return end(node).up && !end(node).ended;
    }

    void send(FakeNode from, Message message) {
        End to = end(other(from));
        if (!end(from).ended) {
            later(() -> deliver(to, message));
        }
    }

    void end(FakeNode by, GoodbyeReason reason) {
        end(end(by), reason);
        later(() -> end(end(other(by)), reason));
    }

    Direction direction(FakeNode of) {
        return of == dialler.node ? Direction.OUTBOUND : Direction.INBOUND;
    }

    FakeNode other(FakeNode node) {
        return node == dialler.node ? listener.node : dialler.node;
    }

    private End end(FakeNode node) {
        return node == dialler.node ? dialler : listener;
    }

    private void later(Runnable action) {
        network.time.after(latencyNanos, action);
    }

    private static void greet(End end, End by) {
        if (!end.ended) {
            end.up = true;
            end.other.introduce("", Optional.of(by.node.record), List.of());
            end.node.discovery.up(end.other);
        }
    }

    private void deliver(End to, Message message) {
        if (to.ended) {
            return;
        }
        if (message instanceof Message.AskPeers) {
            network.asks++;
            Message.Peers lie = network.liar.apply(to.node);
            if (lie == null) {
                to.node.discovery.askPeers(to.other);
            } else {
                send(to.node, lie);
            }
        } else if (message instanceof Message.Peers peers) {
            to.node.discovery.peers(to.other, peers);
        }
    }

    private void end(End end, GoodbyeReason reason) {
        if (!end.ended) {
            end.ended = true;
            end.node.links.remove(end.other.id(), this);
            end.node.discovery.down(end.other, end.up, reason);
        }
    }
}
