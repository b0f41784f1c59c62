package network.ian.app.soak;

import java.time.Duration;

/**
 * How long a soak lasts and how hard it is. What counts is the same in all: who takes part, what is asked, what must hold.
 *
 * @param contributionsPerSecond to all nodes together
 * @param agentEvery between two WebAssembly agents
 * @param attackEvery between two attacks
 * @param churnEvery between two nodes that end, come or lose the chain
 * @param sampleEvery between two looks at the nodes
 */
record SoakPlan(
        Duration length,
        double contributionsPerSecond,
        Duration agentEvery,
        Duration attackEvery,
        Duration churnEvery,
        Duration sampleEvery) {

    private static final int SHORT_MINUTES = 3;
    private static final int SAMPLES = 60;

    /** As long as {@code -Dian.soak.minutes} says: light and short beside other tests, or long. */
    static SoakPlan chosen() {
        int minutes = Integer.getInteger("ian.soak.minutes", SHORT_MINUTES);
        if (minutes < 2) {
            throw new IllegalArgumentException("ian.soak.minutes: " + minutes + " is too short for a trend; 2 or more");
        }
        Duration length = Duration.ofMinutes(minutes);
        boolean brief = minutes <= 2 * SHORT_MINUTES;
        return new SoakPlan(
                length,
                brief ? 3 : 5,
                Duration.ofSeconds(brief ? 20 : 10),
                Duration.ofMillis(brief ? 2_000 : 1_500),
                brief ? length.dividedBy(6) : Duration.ofSeconds(60),
                max(Duration.ofSeconds(12), length.dividedBy(SAMPLES)));
    }

    /** Whether it lasts long enough for both of the JVM's compilers to be worth it. */
    boolean isLong() {
        return length.compareTo(Duration.ofMinutes(2 * SHORT_MINUTES)) > 0;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
