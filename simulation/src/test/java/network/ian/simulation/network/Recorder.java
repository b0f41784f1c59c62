package network.ian.simulation.network;

import java.util.ArrayList;
import java.util.List;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.Message;

/** Takes down what happens to a node. */
final class Recorder implements NodeUnderTest {

    final List<Peer.Connection> connections = new ArrayList<>();
    final List<Message> received = new ArrayList<>();
    final List<Long> closed = new ArrayList<>();
    final List<Long> tooSlow = new ArrayList<>();

    @Override
    public void start() {}

    @Override
    public void connected(Peer.Connection connection) {
        connections.add(connection);
    }

    @Override
    public void received(long link, Message message, int bytes) {
        received.add(message);
    }

    @Override
    public void closed(long link) {
        closed.add(link);
    }

    @Override
    public void tooSlow(long link) {
        tooSlow.add(link);
    }

    @Override
    public void setsChanged() {}

    @Override
    public void addGoal(GoalSet goal) {}

    @Override
    public List<Peer> peers() {
        return List.of();
    }

    @Override
    public Object snapshot() {
        return null;
    }

    @Override
    public void checkBounds() {}
}
