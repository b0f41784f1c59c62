package network.ian.simulation;

import network.ian.simulation.scenario.Scenario;
import network.ian.simulation.scenario.Window;

/**
 * What to run.
 *
 * @param nodes all of them, attackers included, 2 to 20,000
 * @param seed decides about everything that chance decides about
 * @param contributions posted by honest clients, 1 or more
 * @param warmUpSeconds virtual time for the overlay to form, before the first contribution
 * @param spreadSeconds virtual time over which contributions are posted
 * @param settleSeconds virtual time from the last contribution to the count
 * @param codecEvery one message in so many is really encoded and decoded; 0 for none
 */
public record SimulationOptions(
        int nodes,
        long seed,
        Scenario scenario,
        int contributions,
        int warmUpSeconds,
        int spreadSeconds,
        int settleSeconds,
        int codecEvery) {

    private static final int MOST_NODES = 20_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    public SimulationOptions {
        if (nodes < 2 || nodes > MOST_NODES) {
            throw new IllegalArgumentException("nodes is 2 to " + MOST_NODES + ", not " + nodes);
        }
        if (contributions < 1 || warmUpSeconds < 0 || spreadSeconds < 0 || settleSeconds < 0 || codecEvery < 0) {
            throw new IllegalArgumentException("contributions is 1 or more, no other number is negative");
        }
    }

    /** 1,000 contributions over 300 virtual seconds after 90 s of warm-up, counted 120 s after the last. */
    public static SimulationOptions defaults(int nodes, long seed, Scenario scenario) {
        return new SimulationOptions(nodes, seed, scenario, 1_000, 90, 300, 120, 100);
    }

    /** When contributions are posted. */
    Window window() {
        long from = warmUpSeconds * NANOS_PER_SECOND;
        return new Window(from, from + spreadSeconds * NANOS_PER_SECOND);
    }

    /** When the run ends, in virtual nanoseconds. */
    long endNanos() {
        return window().to() + settleSeconds * NANOS_PER_SECOND;
    }
}
