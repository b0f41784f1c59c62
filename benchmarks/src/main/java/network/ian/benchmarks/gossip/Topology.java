package network.ian.benchmarks.gossip;

import java.util.ArrayList;
import java.util.List;

/**
 * Who dials whom: nodes on a ring, each connected with the three nearest on either side. That is the degree of six that
 * GossipSub aims at, so that its mesh takes in every connection and has none to spare.
 */
record Topology(int nodes) {

    private static final int REACH = 3;

    /** The nodes that {@code node} dials: earlier ones only, since these listen already. */
    List<Integer> dials(int node) {
        List<Integer> dialled = new ArrayList<>();
        for (int earlier = 0; earlier < node; earlier++) {
            int steps = node - earlier;
            if (Math.min(steps, nodes - steps) <= REACH) {
                dialled.add(earlier);
            }
        }
        return dialled;
    }

    /** Connections of each node. */
    int degree() {
        return Math.min(2 * REACH, nodes - 1);
    }
}
