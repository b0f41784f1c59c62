package network.ian.tau.client;

import java.io.InterruptedIOException;
import java.time.Duration;
import network.ian.core.runtime.MonotonicClock;

/**
 * Keeps one connection's commands within what a Tau node allows (tau.md, "Wire"): 10 at once and then 5 a second; of those
 * that are dear to the node 2 at once and then one every 2 s. A command is booked when its answer is there and not when it
 * left, because then the node's own count, taken in between, can only be the more generous one. For one thread.
 */
final class Pacing {

    private final MonotonicClock clock;
    private final Pause pause;
    private final Budget all;
    private final Budget dear;

    Pacing(MonotonicClock clock, Pause pause) {
        this.clock = clock;
        this.pause = pause;
        this.all = new Budget(10, Duration.ofMillis(200), clock.nanos());
        this.dear = new Budget(2, Duration.ofSeconds(2), clock.nanos());
    }

    /** Waits until the node has to take a command. */
    void beforeCommand(boolean isDear) throws InterruptedIOException {
        long now = clock.nanos();
        long wait = Math.max(all.delay(now), isDear ? dear.delay(now) : 0);
        if (wait > 0) {
            pause.takeOrFail(Duration.ofNanos(wait));
        }
    }

    /** Books a command, answered or lost. */
    void afterCommand(boolean isDear) {
        all.spend(clock.nanos());
        if (isDear) {
            dear.spend(clock.nanos());
        }
    }

    /** The node counts otherwise: whatever was left is gone. */
    void refused(boolean isDear) {
        all.drain(clock.nanos());
        if (isDear) {
            dear.drain(clock.nanos());
        }
    }

    /** A token bucket, kept as the time at which it will be full. */
    private static final class Budget {

        private final int burst;
        private final long interval;
        private long fullAt;

        private Budget(int burst, Duration interval, long now) {
            this.burst = burst;
            this.interval = interval.toNanos();
            this.fullAt = now;
        }

        private long delay(long now) {
            return Math.max(0, fullAt - now - (burst - 1) * interval);
        }

        private void spend(long now) {
            fullAt = now + Math.max(0, fullAt - now) + interval;
        }

        private void drain(long now) {
            fullAt = now + burst * interval;
        }
    }
}
