package network.ian.tau.client;

import java.time.Duration;

/**
 * How a Tau node is guarded against.
 *
 * @param failures in a row that open the circuit breaker, 1 or more
 * @param open how long it stays open
 * @param successes that close it again, 1 or more
 * @param limit longest duration of one attempt, waiting for the rate limit included
 * @param blocksLimit the same where every block is read and verified
 * @param attempts most attempts of one call, 1 or more
 * @param firstPause before the second attempt, on average; doubles before each further one
 * @param longestPause what it does not exceed, on average
 */
public record GuardSettings(
        int failures,
        Duration open,
        int successes,
        Duration limit,
        Duration blocksLimit,
        int attempts,
        Duration firstPause,
        Duration longestPause) {

    /** The runbook's: 5 failures, 30 s, 3 successes, 30 s an attempt. */
    public static final GuardSettings RUNBOOK = new GuardSettings(
            5,
            Duration.ofSeconds(30),
            3,
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            3,
            Duration.ofMillis(500),
            Duration.ofSeconds(5));
}
