package network.ian.app.demo;

import java.time.Duration;
import java.util.OptionalDouble;
import network.ian.app.lifecycle.StopSignal;
import network.ian.core.runtime.MonotonicClock;

/** How fast the agents contribute together. Not thread-safe. */
final class Pace {

    private static final double NANOS = 1e9;

    private final OptionalDouble perSecond;
    private final MonotonicClock clock;
    private final StopSignal stop;
    private long due;

    /** @param perSecond contributions; empty: as fast as the nodes take them */
    Pace(OptionalDouble perSecond, MonotonicClock clock, StopSignal stop) {
        this.perSecond = perSecond;
        this.clock = clock;
        this.stop = stop;
        this.due = clock.nanos();
    }

    /** Waits until the next contribution is due; false if a signal came. */
    boolean next() {
        if (perSecond.isEmpty()) {
            return !stop.isRequested();
        }
        long now = clock.nanos();
        // What was late does not make the next ones hurry.
        due = Math.max(due, now);
        boolean stopped = due > now ? stop.await(Duration.ofNanos(due - now)) : stop.isRequested();
        due += (long) (NANOS / perSecond.getAsDouble());
        return !stopped;
    }
}
