package network.ian.simulation.attack;

import java.util.List;
import java.util.Optional;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.Message;

/** Earns credit for 20 s by following the protocol, then spends it for 5 s on silence, junk and false announcements. */
final class ScoreFarming implements Attack {

    private static final long PERIOD_NANOS = 25_000_000_000L;
    private static final long GOOD_NANOS = 20_000_000_000L;

    private final Stage stage;
    private final Silence silence = new Silence();
    private final Attack spam;
    private final Attack announcements;

    ScoreFarming(Stage stage) {
        this.stage = stage;
        Stage onlyInBadTimes = new Stage(
                stage.host(),
                stage.disk(),
                stage.around(),
                () -> good() ? List.of() : stage.peers().get(),
                stage.topic(),
                stage.plot());
        this.spam = new Spam(onlyInBadTimes);
        this.announcements = new FalseAnnouncements(onlyInBadTimes);
    }

    @Override
    public void start() {
        spam.start();
        announcements.start();
    }

    @Override
    public Optional<Message> outgoing(Peer to, Message message) {
        return good() ? Optional.of(message) : silence.outgoing(to, message);
    }

    private boolean good() {
        return stage.around().ticker().nanos() % PERIOD_NANOS < GOOD_NANOS;
    }
}
