package network.ian.p2p.sync;

/**
 * Whether a partner with the same set and as much of it frozen keeps naming another root. Logs are only comparable while nobody's set moves, so the
 * conflict stands until a comparison shows equal roots, or that another prefix is frozen.
 */
final class RootConflict {

    private static final long PERSISTENT_NANOS = 30_000_000_000L;

    private boolean open;
    private long sinceNanos;
    private long seenNanos;

    void seen(long nowNanos) {
        if (!open) {
            open = true;
            sinceNanos = nowNanos;
        }
        seenNanos = nowNanos;
    }

    void cleared() {
        open = false;
    }

    /** Seen at two moments at least 30 s apart, and never refuted. */
    boolean persistent() {
        return open && seenNanos - sinceNanos >= PERSISTENT_NANOS;
    }
}
