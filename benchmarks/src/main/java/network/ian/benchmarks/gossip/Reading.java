package network.ian.benchmarks.gossip;

import java.util.List;

/**
 * What all nodes of a network have used up to a moment.
 *
 * @param nanos of {@link System#nanoTime}
 * @param clocks of each node, always in the same order
 * @param bytes of TCP payload between them
 */
record Reading(long nanos, List<ThreadClocks> clocks, long bytes) {

    CoreTime coreTimeSince(Reading start) {
        CoreTime sum = new CoreTime(0, 0);
        for (int node = 0; node < clocks.size(); node++) {
            sum = sum.plus(clocks.get(node).since(start.clocks.get(node)));
        }
        return sum;
    }
}
