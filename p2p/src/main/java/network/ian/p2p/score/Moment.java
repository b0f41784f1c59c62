package network.ian.p2p.score;

/** A moment in monotonic time that may lie ahead, or not be set. Written without the overflow that a sentinel would bring. */
final class Moment {

    private boolean set;
    private long nanos;

    void in(long nowNanos, long delayNanos) {
        set = true;
        nanos = nowNanos + delayNanos;
    }

    void clear() {
        set = false;
    }

    boolean isSet() {
        return set;
    }

    /** Nanoseconds until then, 0 or less if it has come; 0 if not set. */
    long left(long nowNanos) {
        return set ? nanos - nowNanos : 0;
    }

    boolean ahead(long nowNanos) {
        return left(nowNanos) > 0;
    }
}
