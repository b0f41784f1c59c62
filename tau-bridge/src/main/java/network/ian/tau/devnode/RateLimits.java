package network.ian.tau.devnode;

import network.ian.core.runtime.MonotonicClock;

/** The budgets of one connection: burst 10 and 5 commands per second; {@code checktx} also 2 and one every 2 s. */
final class RateLimits {

    private static final String EXPENSIVE = "checktx";

    private final TokenBucket general;
    private final TokenBucket expensive;

    RateLimits(MonotonicClock clock) {
        general = new TokenBucket(clock, 10, 5);
        expensive = new TokenBucket(clock, 2, 0.5);
    }

    /** Whether a command is within its budgets. */
    boolean take(String command) {
        return general.take() && (!command.equals(EXPENSIVE) || expensive.take());
    }
}
