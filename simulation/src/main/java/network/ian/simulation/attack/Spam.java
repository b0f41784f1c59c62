package network.ian.simulation.attack;

import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.AnnounceKind;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.WireEntry;

/** Fifty valid frames a second at one peer for ten seconds, then at another. */
final class Spam implements Attack {

    private static final long EVERY_NANOS = 200_000_000;
    private static final int FRAMES = 10;
    private static final int BURSTS_PER_TARGET = 50;
    private static final int IDS = 16;
    private static final int MIX = 30;

    private final Stage stage;
    private int bursts;
    private Peer target;

    Spam(Stage stage) {
        this.stage = stage;
    }

    @Override
    public void start() {
        stage.every(EVERY_NANOS, this::burst);
    }

    private void burst() {
        if (bursts++ % BURSTS_PER_TARGET == 0) {
            target = null;
            stage.somePeer().forEach(peer -> target = peer);
        }
        if (target != null) {
            for (int frame = 0; frame < FRAMES; frame++) {
                stage.send(target, frame());
            }
        }
    }

    private Message frame() {
        return switch (stage.random().nextInt(MIX)) {
            case 0 -> new Message.AskPeers();
            case 1 -> new Message.Prune(stage.topic());
            case 2 -> new Message.Graft(stage.topic(), true, stage.falseIds(1));
            case 3 -> new Message.Announce(stage.topic(), AnnounceKind.LAZY, stage.falseIds(IDS));
            case 4 -> new Message.Fetch(stage.random().nextInt(), stage.topic(), stage.falseIds(IDS));
            case 5 -> worthless();
            case 6, 7, 8, 9, 10, 11 -> new Message.Announce(stage.topic(), AnnounceKind.LAZY, stage.falseIds(1));
            default -> new Message.Ping(stage.random().nextLong());
        };
    }

    /** Properly signed, and every node that evaluates it finds it worthless. */
    private Message worthless() {
        WireEntry entry = stage.plot().mint().worthless();
        stage.plot().table().add(entry, stage.topic(), stage.around().clock().millis(), false, false);
        return new Message.Push(stage.topic(), 0, entry);
    }
}
