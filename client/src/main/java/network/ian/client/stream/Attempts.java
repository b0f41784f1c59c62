package network.ian.client.stream;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import network.ian.client.error.NodeException;
import network.ian.client.error.NodeRefusedException;
import network.ian.core.runtime.MonotonicClock;

/** When a stream that was lost is tried again, and when no more. Owned by the following's thread. */
final class Attempts {

    private static final int MOST_NONSENSE = 3;

    private final Pace pace;
    private final Optional<Duration> patience;
    private final MonotonicClock clock;
    private final RandomGenerator random;
    private int failures;
    private int nonsense;
    private long downSince;

    /**
     * Of a stream that was never up.
     *
     * @param patience longest time without a connection; empty for any
     */
    Attempts(Pace pace, Optional<Duration> patience, MonotonicClock clock, RandomGenerator random) {
        this.pace = pace;
        this.patience = patience;
        this.clock = clock;
        this.random = random;
    }

    /** The stream is down from now on. */
    void down() {
        downSince = clock.nanos();
    }

    /** An event came through. */
    void succeeded() {
        failures = 0;
        nonsense = 0;
    }

    /** The connection shows signs of life. */
    void alive() {
        failures = 0;
    }

    /** Counts a message that is none of the stream's; true from the third in a row on. */
    boolean isTooMuchNonsense() {
        nonsense++;
        return nonsense >= MOST_NONSENSE;
    }

    /** Counts a failure; how long to wait before the next attempt, empty if there is to be none. */
    Optional<Duration> failed(NodeException why) {
        failures++;
        Duration delay = pace.delay(failures, random, why);
        return isFinal(why) || isOutOfPatience(delay) ? Optional.empty() : Optional.of(delay);
    }

    private boolean isOutOfPatience(Duration delay) {
        long down = clock.nanos() - downSince + delay.toNanos();
        return patience.filter(longest -> down > longest.toNanos()).isPresent();
    }

    /** Whether the same handshake would be refused again. */
    private static boolean isFinal(NodeException why) {
        return why instanceof NodeRefusedException refused
                && refused.status() / 100 == 4
                && !refused.isBusy()
                && refused.sentence().isEmpty();
    }
}
