package network.ian.core.log;

import java.util.function.LongSupplier;

/**
 * When the next merge of a goal may start: one at a time, and not before ten times the last one's duration has passed
 * since its end. So at most a tenth of a processor goes into merging, whatever peers send. Not thread-safe.
 */
public final class MergeSchedule {

    private static final long PAUSE_FACTOR = 10;

    private final LongSupplier nanos;
    private boolean running;
    private long startedAt;
    private long endedAt;
    private long pause;

    /**
     * A schedule whose first merge may start at once.
     *
     * @param nanos a monotonic ticker in nanoseconds, of any origin
     */
    public MergeSchedule(LongSupplier nanos) {
        this.nanos = nanos;
        this.endedAt = nanos.getAsLong();
    }

    /** Whether a merge may start now. */
    public boolean mayStart() {
        return !running && nanos.getAsLong() - endedAt >= pause;
    }

    /**
     * A merge starts.
     *
     * @throws IllegalStateException if none may start now
     */
    public void started() {
        if (!mayStart()) {
            throw new IllegalStateException(
                    running ? "a merge is running" : "the pause after the last merge is not over");
        }
        running = true;
        startedAt = nanos.getAsLong();
    }

    /** The merge that runs has ended, well or not. */
    public void ended() {
        if (!running) {
            throw new IllegalStateException("no merge is running");
        }
        running = false;
        endedAt = nanos.getAsLong();
        pause = PAUSE_FACTOR * (endedAt - startedAt);
    }
}
