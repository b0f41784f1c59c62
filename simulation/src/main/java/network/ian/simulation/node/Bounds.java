package network.ian.simulation.node;

import network.ian.p2p.discovery.DiscoverySummary;
import network.ian.p2p.intake.Intake;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.protocol.PeerProtocol;
import network.ian.p2p.sync.SyncGauges;
import network.ian.p2p.wire.WireLimits;
import network.ian.simulation.event.InvariantViolation;

/** What the parts of the protocol promise about the sizes of their tables. */
final class Bounds {

    private static final int VISITORS = 16;
    private static final int FEELERS = 4;
    private static final int WANTED_IDS = 8_192;
    private static final int JUDGED = 2_048;
    private static final int RETRIED = 256;

    private final PeerProtocol protocol;
    private final int maxPeers;

    Bounds(PeerProtocol protocol, int maxPeers) {
        this.protocol = protocol;
        this.maxPeers = maxPeers;
    }

    /** Fails if one of them is broken. */
    void check() {
        within("peers", protocol.peers().size(), maxPeers + VISITORS + FEELERS);
        protocol.peers()
                .forEach(peer -> within("goals announced by a peer", peer.heads().size(), WireLimits.HEADS));
        within("scores", protocol.scores().size(), 50_000);
        within("score prefixes", protocol.scores().prefixCount(), 10_000);
        discovery(protocol.discovery().summary());
        within("fetches served", protocol.synchronizer().servedFetches(), 256);
        within("ids asked for", protocol.synchronizer().askedIds(), 65_536);
        within("withholders", protocol.synchronizer().withholders(), 1_024);
        within("bytes parked", protocol.synchronizer().parkedBytes(), 8L << 20);
        intake(protocol.intake());
        within("gossip's wanted ids", protocol.gossip().wanted(), WANTED_IDS + JUDGED + RETRIED);
        within("gossip's recent bytes", protocol.gossip().recentBytes(), 16L << 20);
        protocol.goals().forEach(this::goal);
    }

    private static void intake(Intake intake) {
        within("entries being judged", intake.judging(), JUDGED);
        within("bytes being judged", intake.judgingBytes(), 32L << 20);
        within("entries to be judged again", intake.waitingForRetry(), RETRIED);
        within("bytes to be judged again", intake.bytesForRetry(), 8L << 20);
        within("addresses of suppliers", intake.addresses(), 1_024);
        within("refused ids", intake.refusedIds(), 65_536);
    }

    private void discovery(DiscoverySummary summary) {
        within("new addresses", summary.newAddresses(), 4_096);
        within("tried addresses", summary.triedAddresses(), 1_024);
        within("dials under way", summary.dialsInFlight(), 4);
        within("slots", summary.outbound() + summary.inbound(), maxPeers);
        within("visitors", summary.visitors(), VISITORS);
        within("recent nodes", summary.recentNodes(), 256);
        within("dial troubles", summary.dialTroubles(), 8_192);
    }

    private void goal(GoalSet goal) {
        SyncGauges gauges = protocol.synchronizer().gauges(goal);
        within("wanted ids", gauges.wanted(), 65_536);
        within("pending headers", gauges.pendingHeaders(), 4_096);
        within("announcements", gauges.announcements(), 4_096);
        within("requests", gauges.requests(), 4L * (maxPeers + VISITORS + FEELERS));
        within("sessions", gauges.sessions(), 2);
    }

    private static void within(String table, long size, long bound) {
        if (size < 0 || size > bound) {
            throw new InvariantViolation(table + ": " + size + ", the bound is " + bound);
        }
    }
}
