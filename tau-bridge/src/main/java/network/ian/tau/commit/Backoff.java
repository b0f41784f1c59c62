package network.ian.tau.commit;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits that double, with jitter, so that many committers do not come back at once. */
final class Backoff {

    private static final int MOST_DOUBLINGS = 20;

    private final RandomGenerator random;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** Notes a failure; returns how long to wait: {@code first} at first, then ever longer up to {@code most}, 75 to 125%. */
    Duration failed(Duration first, Duration most) {
        long millis = Math.min(most.toMillis(), first.toMillis() << Math.min(failures, MOST_DOUBLINGS));
        failures++;
        return Duration.ofMillis((long) (millis * (0.75 + random.nextDouble() / 2)));
    }

    /** Things went well. */
    void reset() {
        failures = 0;
    }
}
