package network.ian.api.health;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.WorkerPool;

/**
 * Notices workers that no longer get anything done: puts an empty task into their queue and looks, when asked again,
 * whether that or any contribution was finished since. Thread-safe.
 */
final class WorkerProbe {

    /** Thousands of times what these workers take for an evaluation; goals with long ones have others. */
    private static final long STUCK_NANOS = 60_000_000_000L;

    private final WorkerPool workers;
    private final LongSupplier settled;
    private final MonotonicClock ticker;
    private final AtomicLong probesDone = new AtomicLong();
    private boolean waiting;
    private boolean offered;
    private long waitingSinceNanos;
    private long progressBefore;

    /** @param settled contributions decided so far */
    WorkerProbe(WorkerPool workers, LongSupplier settled, MonotonicClock ticker) {
        this.workers = workers;
        this.settled = settled;
        this.ticker = ticker;
    }

    /** What is wrong with the workers; empty if they get on. */
    synchronized Optional<String> problem() {
        long now = ticker.nanos();
        if (!waiting || progress() != progressBefore) {
            begin(now);
            return Optional.empty();
        }
        if (!offered) {
            // The queue was full when this began; with room in it the workers are alive, and time counts from here.
            offered = workers.offer(probesDone::incrementAndGet);
            waitingSinceNanos = offered ? now : waitingSinceNanos;
        }
        long waited = now - waitingSinceNanos;
        return waited > STUCK_NANOS
                ? Optional.of("nothing was finished for " + waited / 1_000_000_000L + " s with " + workers.running()
                        + " of " + workers.threads() + " workers busy")
                : Optional.empty();
    }

    private void begin(long now) {
        progressBefore = progress();
        waitingSinceNanos = now;
        offered = workers.offer(probesDone::incrementAndGet);
        waiting = true;
    }

    private long progress() {
        return probesDone.get() + settled.getAsLong();
    }
}
