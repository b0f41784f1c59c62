package network.ian.tau.devnode;

import network.ian.core.runtime.MonotonicClock;

/** A budget that refills steadily up to its burst. For one thread. */
final class TokenBucket {

    private static final double NANOS_PER_SECOND = 1e9;

    private final MonotonicClock clock;
    private final double burst;
    private final double perSecond;
    private double tokens;
    private long refilledAt;

    /** A full one. */
    TokenBucket(MonotonicClock clock, double burst, double perSecond) {
        this.clock = clock;
        this.burst = burst;
        this.perSecond = perSecond;
        this.tokens = burst;
        this.refilledAt = clock.nanos();
    }

    /** Takes one token if there is one. */
    boolean take() {
        long now = clock.nanos();
        tokens = Math.min(burst, tokens + (now - refilledAt) / NANOS_PER_SECOND * perSecond);
        refilledAt = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
