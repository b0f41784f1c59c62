package network.ian.p2p.discovery;

import network.ian.core.runtime.MonotonicClock;

/** A budget that refills evenly. */
final class TokenBucket {

    private final MonotonicClock ticker;
    private final long capacity;
    private final long nanosPerToken;
    private long tokens;
    private long refilledNanos;

    TokenBucket(MonotonicClock ticker, long capacity, long perSecond) {
        this.ticker = ticker;
        this.capacity = capacity;
        this.nanosPerToken = 1_000_000_000L / perSecond;
        this.tokens = capacity;
        this.refilledNanos = ticker.nanos();
    }

    /** Takes as many as there are, at most {@code wanted}; says how many. */
    int take(int wanted) {
        long refill = (ticker.nanos() - refilledNanos) / nanosPerToken;
        refilledNanos += refill * nanosPerToken;
        tokens = Math.min(capacity, tokens + refill);
        int taken = (int) Math.min(tokens, wanted);
        tokens -= taken;
        return taken;
    }
}
