package network.ian.p2p.gossip;

import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.Message;

/** One direction of a connection: in order, with a latency that varies by a tenth. */
final class LabWire {

    private final LabTime time;
    private final LabNode to;
    private final Peer sender;
    private final long latencyNanos;
    private long lastArrival;
    private long carried;

    LabWire(LabTime time, LabNode to, Peer sender, long latencyNanos) {
        this.time = time;
        this.to = to;
        this.sender = sender;
        this.latencyNanos = latencyNanos;
    }

    void carry(Message message) {
        // A cheap spread of -5 to +5 %, the same for each run.
        carried = carried * 6_364_136_223_846_793_005L + latencyNanos;
        double jitter = 0.95 + 0.1 * ((carried >>> 40) / (double) (1 << 24));
        lastArrival = Math.max(lastArrival, time.nanos() + (long) (latencyNanos * jitter));
        time.at(lastArrival, () -> to.receive(sender, message));
    }
}
