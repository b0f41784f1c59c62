package network.ian.p2p.sync;

/** Lets {@code rate} events a second through, and {@code burst} at once. */
final class TokenBucket {

    private static final double NANOS_PER_SECOND = 1e9;

    private final double rate;
    private final double burst;
    private double tokens;
    private long filledNanos;

    TokenBucket(double rate, double burst, long nowNanos) {
        this.rate = rate;
        this.burst = burst;
        this.tokens = burst;
        this.filledNanos = nowNanos;
    }

    boolean take(long nowNanos) {
        tokens = Math.min(burst, tokens + (nowNanos - filledNanos) / NANOS_PER_SECOND * rate);
        filledNanos = nowNanos;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
