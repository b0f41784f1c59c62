package network.ian.api.health;

import java.util.Locale;

/**
 * What one check found.
 *
 * @param name what was checked, e.g. {@code disk} or {@code goal DEMO_TRADING_AGENT}
 * @param ok whether all is well
 * @param detail what is wrong and where; empty if all is well
 * @param needed what suffers if it is not well
 */
public record HealthCheck(String name, boolean ok, String detail, Needed needed) {

    /** Whether a failed check means that the process is broken, or only that it should get no work now. */
    public enum Needed {
        /** A restart may help. */
        LIVE,
        /** A restart does not help. */
        READY,
        /** Nothing that the node does for others: an operator should look. */
        NOTHING;

        /** The name as a metric's label. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static HealthCheck of(String name, Needed needed, java.util.Optional<String> problem) {
        return new HealthCheck(name, problem.isEmpty(), problem.orElse(""), needed);
    }
}
