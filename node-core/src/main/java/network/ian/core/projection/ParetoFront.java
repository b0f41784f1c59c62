package network.ian.core.projection;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import network.ian.core.verdict.Metrics;

/**
 * The metrics that no others dominate. One dominates another if its reward is no lower and its risk and complexity are no
 * higher, and one of the three is better.
 */
final class ParetoFront {

    private static final Comparator<Metrics> BEST_REWARD_FIRST = Comparator.comparingDouble(Metrics::reward)
            .reversed()
            .thenComparingDouble(Metrics::risk)
            .thenComparingDouble(Metrics::complexity);

    /** Of what has been swept, by rising risk and so by falling complexity: what others must beat. */
    private final TreeMap<Double, Metrics> staircase = new TreeMap<>();

    private ParetoFront() {}

    /** In n log n steps, so that a full board costs the writer little. */
    static Set<Metrics> of(List<Metrics> all) {
        ParetoFront front = new ParetoFront();
        Set<Metrics> undominated = new HashSet<>();
        all.stream().sorted(BEST_REWARD_FIRST).forEach(metrics -> {
            if (front.admits(metrics)) {
                undominated.add(metrics);
            }
        });
        return undominated;
    }

    private boolean admits(Metrics metrics) {
        // Whoever could dominate these was swept before them, with no lower reward.
        Map.Entry<Double, Metrics> step = staircase.floorEntry(metrics.risk());
        if (step != null && step.getValue().complexity() <= metrics.complexity()) {
            return areEqual(step.getValue(), metrics);
        }
        staircase.tailMap(metrics.risk()).values().removeIf(beaten -> beaten.complexity() >= metrics.complexity());
        staircase.put(metrics.risk(), metrics);
        return true;
    }

    private static boolean areEqual(Metrics a, Metrics b) {
        return a.reward() == b.reward() && a.risk() == b.risk() && a.complexity() == b.complexity();
    }
}
