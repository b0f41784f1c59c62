package network.ian.app.faults;

import java.util.Map;
import java.util.TreeMap;

/** How often something was done. Thread-safe. */
final class Tally {

    private final Map<String, Long> counts = new TreeMap<>();

    void add(String what) {
        add(what, 1);
    }

    synchronized void add(String what, long count) {
        counts.merge(what, count, Long::sum);
    }

    /** What was counted since the last time this was asked. */
    synchronized Map<String, Long> take() {
        Map<String, Long> taken = new TreeMap<>(counts);
        counts.clear();
        return taken;
    }
}
