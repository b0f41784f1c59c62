package network.ian.simulation.network;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import network.ian.core.config.HostPort;
import network.ian.p2p.peer.Direction;
import network.ian.p2p.peer.Peer;
import network.ian.simulation.event.Timeline;
import network.ian.simulation.event.Trace.Kind;

/**
 * Opens links: one round trip for TCP and one for TLS 1.3 until the dialler may send, half a round trip more until the listener
 * may.
 */
public final class Dialler {

    /** True time at which a run begins, milliseconds since the epoch. */
    public static final long EPOCH_MS = 1_800_000_000_000L;

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long TIME_OUT_NANOS = 10_000_000_000L;
    private static final int FIRST_EPHEMERAL_PORT = 32_768;
    private static final int EPHEMERAL_PORTS = 28_000;

    private final Timeline timeline;
    private final Network network;
    private final Latency latency;
    private final Map<HostPort, Host> listening = new HashMap<>();

    public Dialler(Timeline timeline, Network network, Latency latency, List<Host> hosts) {
        this.timeline = timeline;
        this.network = network;
        this.latency = latency;
        hosts.forEach(host -> listening.put(host.place().listens(), host));
    }

    /** Opens a connection, or says why not. */
    public void dial(Host from, HostPort address, Consumer<String> failed) {
        Host to = listening.get(address);
        int incarnation = from.incarnation();
        if (to == null) {
            fail(from, incarnation, TIME_OUT_NANOS, "timed out", failed);
            return;
        }
        long roundTrip = 2 * latency.between(from, to);
        timeline.after(2 * roundTrip, () -> {
            if (from.incarnation() != incarnation) {
                return;
            }
            if (!network.reachable(from, to)) {
                fail(from, incarnation, TIME_OUT_NANOS - 2 * roundTrip, "timed out", failed);
            } else if (!to.up()) {
                fail(from, incarnation, 0, "connection refused", failed);
            } else {
                connect(from, to);
            }
        });
    }

    private void fail(Host from, int incarnation, long afterNanos, String why, Consumer<String> failed) {
        timeline.after(afterNanos, () -> {
            if (from.incarnation() == incarnation) {
                timeline.record(Kind.DIAL_FAILED, from.index(), 0);
                failed.accept(why);
            }
        });
    }

    private void connect(Host from, Host to) {
        Link link = network.open(from, to, latency.between(from, to));
        timeline.record(Kind.CONNECTED, from.index(), link.number());
        from.process().connected(connection(link, 0, Direction.OUTBOUND));
        timeline.after(link.latencyNanos(), () -> {
            if (link.end(1).open) {
                timeline.record(Kind.CONNECTED, to.index(), link.number());
                to.process().connected(connection(link, 1, Direction.INBOUND));
            }
        });
    }

    private Peer.Connection connection(Link link, int end, Direction direction) {
        Host.Place far = link.host(1 - end).place();
        int port = direction == Direction.OUTBOUND
                ? far.listens().port()
                : FIRST_EPHEMERAL_PORT + (int) (link.number() % EPHEMERAL_PORTS);
        long nowMs =
                EPOCH_MS + timeline.nanos() / NANOS_PER_MILLI + link.host(end).skewMs();
        return new Peer.Connection(
                link.nameAt(end), far.id(), far.publicKey(), direction, far.address(), port, timeline.nanos(), nowMs);
    }
}
