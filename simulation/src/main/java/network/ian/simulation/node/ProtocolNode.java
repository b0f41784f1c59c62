package network.ian.simulation.node;

import java.util.List;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.protocol.PeerProtocol;
import network.ian.p2p.wire.Message;
import network.ian.simulation.content.Shelf;
import network.ian.simulation.event.InvariantViolation;
import network.ian.simulation.network.NodeUnderTest;

/** The real protocol, as it runs in production. */
public final class ProtocolNode implements NodeUnderTest {

    private final PeerProtocol protocol;
    private final Shelf shelf;
    private final Bounds bounds;

    public ProtocolNode(Blueprint blueprint) {
        this.protocol = new PeerProtocol(blueprint.config(), blueprint.around(), blueprint.goals());
        this.shelf = blueprint.shelf();
        this.bounds = new Bounds(protocol, blueprint.config().maxPeers());
        if (shelf.saved() instanceof Remembered remembered) {
            remembered.restore(protocol, blueprint.around().clock().millis() / 1_000.0);
        }
    }

    @Override
    public void start() {
        protocol.start();
    }

    @Override
    public void connected(Peer.Connection connection) {
        protocol.connected(connection);
    }

    @Override
    public void received(long link, Message message, int bytes) {
        protocol.received(link, message, bytes);
    }

    @Override
    public void closed(long link) {
        protocol.closed(link);
    }

    @Override
    public void tooSlow(long link) {
        protocol.tooSlow(link);
    }

    @Override
    public void setsChanged() {
        protocol.setsChanged();
    }

    @Override
    public void addGoal(GoalSet goal) {
        protocol.addGoal(goal);
    }

    @Override
    public List<Peer> peers() {
        return protocol.peers();
    }

    @Override
    public Object snapshot() {
        return Remembered.of(protocol);
    }

    @Override
    public void checkBounds() {
        for (GoalSet goal : protocol.goals()) {
            int held = shelf.disk(goal.topic()).count();
            if (goal.size() != held) {
                throw new InvariantViolation("the reconciled set has " + goal.size() + " entries, the disk " + held);
            }
        }
        bounds.check();
    }
}
