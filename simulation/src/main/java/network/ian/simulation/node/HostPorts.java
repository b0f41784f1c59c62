package network.ian.simulation.node;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Consumer;
import network.ian.core.config.HostPort;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.Dialing;
import network.ian.p2p.port.Links;
import network.ian.p2p.port.Timers;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Message;
import network.ian.simulation.event.Timeline;
import network.ian.simulation.event.Trace.Kind;
import network.ian.simulation.network.Dialler;
import network.ian.simulation.network.Host;
import network.ian.simulation.network.Network;

/** Links, dialling and timers of one process. What it planned dies with it. */
final class HostPorts implements Links, Dialing, Timers {

    private final Host host;
    private final int incarnation;
    private final Timeline timeline;
    private final Network network;
    private final Dialler dialler;

    HostPorts(Host host, Timeline timeline, Network network, Dialler dialler) {
        this.host = host;
        this.incarnation = host.incarnation();
        this.timeline = timeline;
        this.network = network;
        this.dialler = dialler;
    }

    /** Whether the process that these ports were made for still runs. */
    boolean alive() {
        return host.incarnation() == incarnation;
    }

    @Override
    public void after(long delayNanos, Runnable action) {
        timeline.after(delayNanos, () -> {
            if (alive()) {
                timeline.record(Kind.TIMER, host.index(), 0);
                action.run();
            }
        });
    }

    @Override
    public void send(Peer peer, Message message) {
        network.send(peer.connection().link(), message);
    }

    @Override
    public boolean congested(Peer peer) {
        return network.congested(peer.connection().link());
    }

    @Override
    public void close(Peer peer, GoodbyeReason reason, String detail) {
        network.close(peer.connection().link(), reason, detail);
    }

    @Override
    public void dial(HostPort address, Consumer<String> failed) {
        dialler.dial(host, address, failed);
    }

    /** Names do not exist here. */
    @Override
    public void resolve(String name, Consumer<List<InetAddress>> resolved) {
        after(1_000_000, () -> resolved.accept(List.of()));
    }
}
