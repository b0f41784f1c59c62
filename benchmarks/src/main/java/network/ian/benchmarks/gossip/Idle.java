package network.ian.benchmarks.gossip;

/**
 * Core time that nodes take when nobody publishes.
 *
 * @param used while it was measured
 * @param nanos how long that was
 */
record Idle(CoreTime used, long nanos) {

    /** Takes nothing off. */
    static final Idle NONE = new Idle(new CoreTime(0, 0), 1);

    static Idle between(Reading start, Reading end) {
        return new Idle(end.coreTimeSince(start), end.nanos() - start.nanos());
    }

    /** What they take in so many nanoseconds. */
    CoreTime of(long length) {
        return used.times((double) length / nanos);
    }
}
