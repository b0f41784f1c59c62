package network.ian.simulation.network;

import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/** The graph of honest machines and the links that are whole between them, as of now. */
public final class Overlay {

    /** The distance of what cannot be reached. */
    public static final long UNREACHABLE = Long.MAX_VALUE;

    private final List<Host> hosts;
    private final Network network;

    public Overlay(List<Host> hosts, Network network) {
        this.hosts = hosts;
        this.network = network;
    }

    private record Reached(long nanos, Host host) {}

    /** Least summed link latency from {@code origin} to each host, in nanoseconds, by index (Dijkstra 1959). */
    public long[] distances(Host origin) {
        long[] nanos = new long[hosts.size()];
        Arrays.fill(nanos, UNREACHABLE);
        nanos[origin.index()] = 0;
        PriorityQueue<Reached> open = new PriorityQueue<>((a, b) -> Long.compare(a.nanos(), b.nanos()));
        open.add(new Reached(0, origin));
        while (!open.isEmpty()) {
            Reached least = open.poll();
            if (least.nanos() > nanos[least.host().index()]) {
                continue;
            }
            for (Link link : least.host().links()) {
                Host next = link.other(least.host());
                long through = least.nanos() + link.latencyNanos();
                if (through < nanos[next.index()] && usable(link, next)) {
                    nanos[next.index()] = through;
                    open.add(new Reached(through, next));
                }
            }
        }
        return nanos;
    }

    private boolean usable(Link link, Host next) {
        return next.honest() && link.whole() && network.reachable(link.host(0), link.host(1));
    }
}
