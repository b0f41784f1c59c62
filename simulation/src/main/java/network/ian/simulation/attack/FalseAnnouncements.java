package network.ian.simulation.attack;

import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.AnnounceKind;
import network.ian.p2p.wire.Message;

/** Announces eight ids that do not exist to one peer after the other, in all three ways in turn. */
final class FalseAnnouncements implements Attack {

    private static final long EVERY_NANOS = 500_000_000;
    private static final int IDS = 8;

    private final Stage stage;
    private int turn;

    FalseAnnouncements(Stage stage) {
        this.stage = stage;
    }

    @Override
    public void start() {
        stage.every(EVERY_NANOS, () -> stage.somePeer().forEach(this::announce));
    }

    private void announce(Peer peer) {
        turn++;
        AnnounceKind kind = switch (turn % 3) {
            case 0 -> AnnounceKind.LAZY;
            case 1 -> AnnounceKind.LARGE;
            default -> AnnounceKind.HISTORY;
        };
        stage.send(peer, new Message.Announce(stage.topic(), kind, stage.falseIds(IDS)));
    }
}
