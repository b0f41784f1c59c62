package network.ian.api.access;

/** Refills steadily up to a bound. Thread-safe. */
final class TokenBucket {

    private static final double NANOS_PER_SECOND = 1e9;

    private final int perSecond;
    private final int capacity;
    private double tokens;
    private long asOfNanos;

    /** Starts full. */
    TokenBucket(int perSecond, int capacity, long nowNanos) {
        this.perSecond = perSecond;
        this.capacity = capacity;
        this.tokens = capacity;
        this.asOfNanos = nowNanos;
    }

    /** Takes a token; returns 0, or the seconds until there is one, rounded up. */
    synchronized int take(long nowNanos) {
        // Threads read the clock before they get here, so an earlier time may come second.
        long elapsed = Math.max(0, nowNanos - asOfNanos);
        asOfNanos += elapsed;
        tokens = Math.min(capacity, tokens + elapsed / NANOS_PER_SECOND * perSecond);
        if (tokens >= 1) {
            tokens -= 1;
            return 0;
        }
        return (int) Math.max(1, Math.ceil((1 - tokens) / perSecond));
    }
}
