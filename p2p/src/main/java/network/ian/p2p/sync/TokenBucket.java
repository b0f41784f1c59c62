package network.ian.p2p.sync;

/** Lets {@code rate} events a second through, and {@code burst} at once. */
public final class TokenBucket {

    private static final double NANOS_PER_SECOND = 1e9;

    private final double rate;
    private final double burst;
    private double tokens;
    private long filledNanos;

    public TokenBucket(double rate, double burst, long nowNanos) {
        this.rate = rate;
        this.burst = burst;
        this.tokens = burst;
        this.filledNanos = nowNanos;
    }

    /** Takes one token if there is one. */
    public boolean take(long nowNanos) {
        return take(1, nowNanos);
    }

    /** Takes {@code cost}, at least 1, if there is one token; what there is less is owed, and nothing passes until it is paid. */
    boolean take(double cost, long nowNanos) {
        if (!any(nowNanos)) {
            return false;
        }
        tokens -= cost;
        return true;
    }

    /** Takes what was found to be due only afterwards. */
    void owe(double cost) {
        tokens -= cost;
    }

    /** Whether {@link #take} would let something through. */
    public boolean any(long nowNanos) {
        tokens = Math.min(burst, tokens + (nowNanos - filledNanos) / NANOS_PER_SECOND * rate);
        filledNanos = nowNanos;
        return tokens >= 1;
    }
}
