package network.ian.benchmarks.suite;

import java.util.ArrayList;
import java.util.List;
import network.ian.benchmarks.Median;

/** Whether a process has become as fast as it gets: compilers need minutes for what a node does in microseconds. */
final class Warmth {

    private static final double AS_FAST = 0.95;

    private final int window;
    private final List<Double> micros = new ArrayList<>();

    /** @param window turns whose median is compared with that of as many before, 1 or more */
    Warmth(int window) {
        this.window = window;
    }

    /** What one thing took in a turn, in microseconds of a core. */
    void add(double coreMicros) {
        micros.add(coreMicros);
    }

    /** Whether the last turns took nearly what those before them did. */
    boolean steady() {
        int turns = micros.size();
        return turns >= 2 * window
                && median(turns - window, turns) >= AS_FAST * median(turns - 2 * window, turns - window);
    }

    private double median(int from, int to) {
        Median median = new Median();
        micros.subList(from, to).forEach(median::add);
        return median.value();
    }
}
