package network.ian.benchmarks.gossip;

import java.util.ArrayList;
import java.util.List;
import network.ian.benchmarks.Median;

/** Whether nodes have become as fast as they get: compilers need minutes for what a node does in microseconds. */
final class Warmth {

    /** Turns whose median is compared with that of as many before. */
    static final int WINDOW = 4;

    private static final double AS_FAST = 0.95;

    private final List<Double> micros = new ArrayList<>();

    /** What a turn took, for each delivery. */
    void add(double coreMicros) {
        micros.add(coreMicros);
    }

    /** Whether the last turns took nearly what those before them did. */
    boolean steady() {
        int turns = micros.size();
        return turns >= 2 * WINDOW
                && median(turns - WINDOW, turns) >= AS_FAST * median(turns - 2 * WINDOW, turns - WINDOW);
    }

    private double median(int from, int to) {
        Median median = new Median();
        micros.subList(from, to).forEach(median::add);
        return median.value();
    }
}
