package network.ian.simulation.attack;

import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.WireEntry;

/** Pushes contributions that it holds already, old ones too, ten times a second at one peer after the other. */
final class StaleFlood implements Attack {

    private static final long EVERY_NANOS = 100_000_000;

    private final Stage stage;

    StaleFlood(Stage stage) {
        this.stage = stage;
    }

    @Override
    public void start() {
        stage.every(EVERY_NANOS, () -> stage.somePeer().forEach(this::push));
    }

    private void push(Peer peer) {
        int held = stage.disk().count();
        if (held > 0) {
            int number = stage.disk().numberAt(stage.random().nextInt(held));
            WireEntry entry = stage.plot().table().get(number).entry();
            stage.send(peer, new Message.Push(stage.topic(), stage.random().nextInt(8), entry));
        }
    }
}
