package network.ian.p2p.gossip;

import java.util.Locale;
import java.util.Map;

/** What a run of the lab showed; times in milliseconds. */
record LabReport(
        double delivered,
        double copies,
        double p50,
        double p99,
        double worst,
        double shortestP50,
        double shortestP99,
        Map<String, Long> messages,
        int contributions,
        double eagerPerNode,
        int blamed,
        long events) {

    /** How much longer the slowest hundredth takes than the shortest paths allow. */
    double stretch() {
        return p99 / shortestP99;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "delivered %.6f copies %.3f p50 %.0f p99 %.0f max %.0f | shortest p50 %.0f p99 %.0f | stretch %.2f | eager %.2f"
                        + " blamed %d | %s | %d events",
                delivered,
                copies,
                p50,
                p99,
                worst,
                shortestP50,
                shortestP99,
                stretch(),
                eagerPerNode,
                blamed,
                new java.util.TreeMap<>(messages),
                events);
    }
}
