package network.ian.api.http;

import network.ian.core.runtime.MonotonicClock;

/** Whether one body comes fast enough to be waited for. Not thread-safe. */
final class BodyPace {

    private static final long MIN_BYTES_PER_SECOND = 16 * 1024;
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long GRACE_NANOS = 5 * SECOND_NANOS;
    private static final long MOST_NANOS = 60 * SECOND_NANOS;

    private final MonotonicClock ticker;
    private final long started;

    /** Starts to count now. */
    BodyPace(MonotonicClock ticker) {
        this.ticker = ticker;
        this.started = ticker.nanos();
    }

    /**
     * Refuses a body that is not at its end yet.
     *
     * @param bytes that it has brought since the start
     * @throws RefusedException 408 after a minute, or if it brought less than 16 KiB a second and had 5 s to begin
     */
    void require(long bytes) {
        long elapsed = ticker.nanos() - started;
        if (elapsed > MOST_NANOS) {
            throw tooSlow("the body took longer than a minute");
        }
        if (elapsed > GRACE_NANOS && bytes * SECOND_NANOS < MIN_BYTES_PER_SECOND * elapsed) {
            throw tooSlow("the body came slower than " + MIN_BYTES_PER_SECOND + " bytes a second");
        }
    }

    private static RefusedException tooSlow(String problem) {
        return new RefusedException(Answer.refused(408, "request: " + problem));
    }
}
