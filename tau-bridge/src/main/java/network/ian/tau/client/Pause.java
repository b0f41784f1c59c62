package network.ian.tau.client;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits between commands and between attempts; a test's moves its clock instead. */
@FunctionalInterface
public interface Pause {

    /** Returns after {@code time}; at once if it is not positive. */
    void take(Duration time) throws InterruptedException;

    /** Holds up the calling thread. */
    static Pause ofThread() {
        return time -> new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** As {@link #take}, for callers that do I/O: an interrupt stays set and ends the call. */
    default void takeOrFail(Duration time) throws InterruptedIOException {
        try {
            take(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting to ask the Tau node");
        }
    }
}
