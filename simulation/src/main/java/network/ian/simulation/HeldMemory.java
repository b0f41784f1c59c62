package network.ian.simulation;

import java.util.List;
import network.ian.simulation.event.Timeline;

/**
 * Measures what nodes hold on the heap, their timers and the messages under way included: what is free after they are let go
 * and was not before. Ends the run.
 */
final class HeldMemory {

    private static final int LEAST_NODES_WORTH_MEASURING = 100;

    private HeldMemory() {}

    /** Bytes per node; 0 for small networks, where other things on the heap weigh more. */
    static long perNode(List<Machine> machines, Timeline timeline) {
        if (machines.size() < LEAST_NODES_WORTH_MEASURING) {
            return 0;
        }
        long with = used();
        machines.forEach(Machine::discard);
        timeline.clear();
        return Math.max(0, with - used()) / machines.size();
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            runtime.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
