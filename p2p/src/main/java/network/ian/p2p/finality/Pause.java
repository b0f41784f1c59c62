package network.ian.p2p.finality;

/** How long to leave a peer alone that had nothing of use: longer each time. */
final class Pause {

    static final long SHORTEST_NANOS = 5_000_000_000L;
    static final long LONGEST_NANOS = 600_000_000_000L;

    private int failures;
    private long endNanos;

    void begin(long nowNanos) {
        endNanos = nowNanos + Math.min(LONGEST_NANOS, SHORTEST_NANOS << Math.min(failures, 10));
        failures++;
    }

    boolean over(long nowNanos) {
        return failures == 0 || nowNanos - endNanos >= 0;
    }

    /** It had something of use: the next pause is short again. */
    void cleared() {
        failures = 0;
    }
}
