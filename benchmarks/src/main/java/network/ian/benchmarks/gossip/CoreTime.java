package network.ian.benchmarks.gossip;

/**
 * Time on a core that processes took, user and system.
 *
 * @param allNanos of all threads
 * @param judgingNanos of the threads that verify, evaluate and store contributions; 0 for GossipSub, which does none of that
 */
record CoreTime(long allNanos, long judgingNanos) {

    CoreTime plus(CoreTime other) {
        return new CoreTime(allNanos + other.allNanos, judgingNanos + other.judgingNanos);
    }

    CoreTime minus(CoreTime other) {
        return new CoreTime(allNanos - other.allNanos, judgingNanos - other.judgingNanos);
    }

    /** The same over another length of time. */
    CoreTime times(double factor) {
        return new CoreTime(Math.round(allNanos * factor), Math.round(judgingNanos * factor));
    }
}
