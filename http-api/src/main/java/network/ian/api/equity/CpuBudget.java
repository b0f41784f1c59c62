package network.ian.api.equity;

import network.ian.core.runtime.MonotonicClock;

/**
 * How much of a processor a piece of work may use: a share of the time that goes by, saved up to a bound. Work that was let in
 * runs to its end and may overdraw, which the next waits for. Thread-safe.
 */
final class CpuBudget {

    private static final double NANOS_PER_SECOND = 1e9;

    private final double share;
    private final double most;
    private final MonotonicClock ticker;
    private double saved;
    private long asOf;

    /**
     * A full budget.
     *
     * @param share of one processor, e.g. 0.1
     * @param mostNanos that can be saved up
     */
    CpuBudget(double share, long mostNanos, MonotonicClock ticker) {
        this.share = share;
        this.most = mostNanos;
        this.ticker = ticker;
        this.saved = mostNanos;
        this.asOf = ticker.nanos();
    }

    /** 0 if work may begin, else whole seconds until it may. */
    synchronized int secondsToWait() {
        earn();
        return saved > 0 ? 0 : (int) Math.ceil(-saved / share / NANOS_PER_SECOND) + 1;
    }

    synchronized void spend(long nanos) {
        earn();
        saved -= nanos;
    }

    private void earn() {
        long now = ticker.nanos();
        saved = Math.min(most, saved + (now - asOf) * share);
        asOf = now;
    }
}
