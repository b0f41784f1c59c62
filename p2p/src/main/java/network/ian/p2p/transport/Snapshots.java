package network.ian.p2p.transport;

import java.util.List;
import java.util.concurrent.TimeUnit;
import network.ian.core.view.BannedPeer;
import network.ian.p2p.protocol.PeerProtocol;

/** What others see of the peers, made anew on the protocol's thread; any thread may read the newest. */
final class Snapshots {

    private static final long SNAPSHOT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long BANS_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ProtocolThread thread;
    private final PeerProtocol protocol;
    private final Entering entering;
    private final ClockWatch clockWatch;
    private List<BannedPeer> bans = List.of();
    private volatile PeerSnapshot newest;

    Snapshots(ProtocolThread thread, PeerProtocol protocol, Entering entering, ClockWatch clockWatch) {
        this.thread = thread;
        this.protocol = protocol;
        this.entering = entering;
        this.clockWatch = clockWatch;
    }

    /** Makes the first and plans the next; to be called before the thread starts. */
    void start() {
        listBans();
        publish();
    }

    PeerSnapshot newest() {
        return newest;
    }

    private void listBans() {
        thread.after(BANS_NANOS, this::listBans);
        bans = PeerSnapshot.bans(protocol);
        entering.refuse(protocol.scores().bannedPrefixes());
    }

    private void publish() {
        thread.after(SNAPSHOT_NANOS, this::publish);
        newest = PeerSnapshot.of(protocol, bans);
        clockWatch.look(newest.clock());
    }
}
