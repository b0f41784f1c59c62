package network.ian.api.stream;

import java.util.concurrent.TimeUnit;
import network.ian.core.runtime.MonotonicClock;

/**
 * Counts the frames of one client, of whatever kind: who sends them without end keeps a thread of the server busy, even with
 * pings and with pieces of nothing. One frame is counted at a time.
 */
final class FrameRate {

    /** Frames that a client may send at once. */
    static final int BURST = 256;

    private static final long REFILL = TimeUnit.MILLISECONDS.toNanos(50);

    private final MonotonicClock ticker;
    private double left = BURST;
    private long last;

    FrameRate(MonotonicClock ticker) {
        this.ticker = ticker;
        this.last = ticker.nanos();
    }

    /** Counts a frame; false if it is one too many. */
    boolean take() {
        long now = ticker.nanos();
        left = Math.min(BURST, left + (double) (now - last) / REFILL) - 1;
        last = now;
        return left >= 0;
    }
}
