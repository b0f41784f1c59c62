package network.ian.simulation.event;

import network.ian.core.runtime.MonotonicClock;

/** Virtual time: does events in order and jumps from one to the next. */
public final class Timeline implements MonotonicClock {

    private final EventQueue queue = new EventQueue();
    private final Trace trace = new Trace();
    private long now;
    private long done;

    /** Nanoseconds since the simulation began. */
    @Override
    public long nanos() {
        return now;
    }

    /** Events done so far. */
    public long done() {
        return done;
    }

    public Trace trace() {
        return trace;
    }

    /** Plans an event; one whose time has passed happens now, after those planned before. */
    public void at(long nanos, Event event) {
        queue.add(Math.max(now, nanos), event);
    }

    /** Plans an event {@code delayNanos} from now. */
    public void after(long delayNanos, Event event) {
        at(now + Math.max(0, delayNanos), event);
    }

    /** Takes down what happens now. */
    public void record(Trace.Kind kind, long subject, long object) {
        trace.record(now, kind, subject, object);
    }

    /** Forgets what is planned. */
    public void clear() {
        queue.clear();
    }

    /** Does everything that is planned before {@code endNanos}, and lets that time come. */
    public void runUntil(long endNanos) {
        while (queue.firstTime() < endNanos) {
            now = queue.firstTime();
            done++;
            queue.poll().happen();
        }
        now = endNanos;
    }
}
