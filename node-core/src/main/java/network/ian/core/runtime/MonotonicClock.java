package network.ian.core.runtime;

/** Time that only moves forward; for durations, never for dates. Injected wherever elapsed time matters. */
@FunctionalInterface
public interface MonotonicClock {

    /** Nanoseconds since an arbitrary origin; only differences have a meaning. */
    long nanos();

    /** The machine's own clock, unmoved by changes of the wall clock. */
    static MonotonicClock system() {
        return System::nanoTime;
    }
}
