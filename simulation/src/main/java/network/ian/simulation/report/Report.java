package network.ian.simulation.report;

import java.util.Map;
import java.util.Optional;

/**
 * What a run found (docs/SIMULATOR.md defines each figure).
 *
 * @param attackers kind to count; they add up to {@code nodes - honest}
 * @param convergeAfterHealMs empty if there was no partition, or its sets never became equal
 * @param violation what stopped the run before its end; empty if nothing did
 */
public record Report(
        String scenario,
        long seed,
        int nodes,
        int honest,
        Map<String, Integer> attackers,
        int contributions,
        double deliveredRatio,
        double copiesPerDelivery,
        Latencies latencies,
        long honestBans,
        int attackersBanned,
        boolean converged,
        Optional<Long> convergeAfterHealMs,
        Costs costs,
        String traceHash,
        long events,
        double virtualSeconds,
        double wallSeconds,
        Optional<String> violation) {

    /** Milliseconds from posting to durable admission. */
    public record Latencies(double p50, double p90, double p99, double max, double shortestPathP99) {}

    /**
     * What it took.
     *
     * @param fetchedBytes of headers and bodies, those that came by reconciliation
     * @param controlBytes received by honest nodes, headers and bodies not counted
     * @param memoryPerNodeBytes measured, so not the same from run to run; 0 if not measured
     */
    public record Costs(
            long fetchedBytes,
            long controlBytes,
            double controlBytesPerDelivery,
            long messages,
            long messagesDropped,
            long memoryPerNodeBytes) {}

    /** Whether every contribution reached every honest node, no honest node banned another, and nothing was violated. */
    public boolean passed() {
        return deliveredRatio == 1 && honestBans == 0 && converged && violation.isEmpty();
    }
}
