package network.ian.p2p.gossip;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/** A random overlay of nodes in a few regions of the world, with the latency of each link. */
final class LabOverlay {

    private static final int REGIONS = 6;

    private final List<List<Arc>> arcs = new ArrayList<>();
    private final int[] region;
    private final long[][] between = new long[REGIONS][REGIONS];

    record Arc(int to, long latencyNanos) {}

    private record Reached(int node, long nanos) {}

    LabOverlay(int nodes, int outbound, RandomGenerator random) {
        region = random.ints(nodes, 0, REGIONS).toArray();
        for (int a = 0; a < REGIONS; a++) {
            for (int b = 0; b < a; b++) {
                between[a][b] = random.nextLong(40_000_000L, 150_000_000L);
                between[b][a] = between[a][b];
            }
        }
        for (int node = 0; node < nodes; node++) {
            arcs.add(new ArrayList<>());
        }
        for (int node = 0; node < nodes; node++) {
            int wanted = Math.min(outbound, nodes - 1 - arcs.get(node).size());
            while (wanted > 0) {
                wanted -= connect(node, random.nextInt(nodes), random) ? 1 : 0;
            }
        }
    }

    int size() {
        return arcs.size();
    }

    List<Arc> arcsOf(int node) {
        return arcs.get(node);
    }

    /** Least summed latency from a node to each that is reachable through {@code passing} nodes; -1 for others. */
    long[] shortestFrom(int origin, boolean[] passing) {
        long[] best = new long[size()];
        java.util.Arrays.fill(best, -1);
        PriorityQueue<Reached> queue = new PriorityQueue<>((a, b) -> Long.compare(a.nanos(), b.nanos()));
        queue.add(new Reached(origin, 0));
        while (!queue.isEmpty()) {
            Reached next = queue.remove();
            if (best[next.node()] < 0 && passing[next.node()]) {
                best[next.node()] = next.nanos();
                arcs.get(next.node())
                        .forEach(arc -> queue.add(new Reached(arc.to(), next.nanos() + arc.latencyNanos())));
            }
        }
        return best;
    }

    private boolean connect(int from, int to, RandomGenerator random) {
        if (from == to || arcs.get(from).stream().anyMatch(arc -> arc.to() == to)) {
            return false;
        }
        long latency = latency(from, to, random);
        arcs.get(from).add(new Arc(to, latency));
        arcs.get(to).add(new Arc(from, latency));
        return true;
    }

    private long latency(int from, int to, RandomGenerator random) {
        if (region[from] == region[to]) {
            return random.nextLong(5_000_000L, 30_000_000L);
        }
        return (long) (between[region[from]][region[to]] * random.nextDouble(0.9, 1.1));
    }
}
