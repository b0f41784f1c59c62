package network.ian.client.stream;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import network.ian.client.error.NodeException;
import network.ian.client.error.NodeRefusedException;

/**
 * How patiently a stream is followed.
 *
 * @param firstDelay before the first new attempt after a cut; doubles with each further one
 * @param longestDelay before any attempt
 * @param heartbeat how often a quiet connection is asked for a sign of life; after two beats without one it is given up. One that was not quiet is
 *     asked after a fifteenth of it
 * @param handshake longest opening of a connection
 */
public record Pace(Duration firstDelay, Duration longestDelay, Duration heartbeat, Duration handshake) {

    /** Half a second to half a minute between attempts; a heartbeat every 15 s. */
    public static final Pace DEFAULT =
            new Pace(Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofSeconds(15), Duration.ofSeconds(10));

    /** How many times in a heartbeat a connection is looked after. */
    static final int TICKS = 15;

    private static final int MOST_DOUBLINGS = 30;

    Duration tick() {
        return heartbeat.dividedBy(TICKS);
    }

    /**
     * How long to wait before an attempt: half of the exponential delay, and up to the other half by chance, so that clients that were cut off
     * together do not come back together.
     *
     * @param failures attempts that failed since the last event, 1 or more
     * @param why if the node said when to come again, not before that
     */
    Duration delay(int failures, RandomGenerator random, NodeException why) {
        Duration own = delay(failures, random);
        Optional<Duration> asked =
                why instanceof NodeRefusedException refused ? refused.retryAfter() : Optional.empty();
        return asked.map(own::plus)
                .map(later -> later.compareTo(longestDelay) > 0 ? longestDelay : later)
                .orElse(own);
    }

    private Duration delay(int failures, RandomGenerator random) {
        long doubled = firstDelay.toNanos() << Math.min(failures - 1, MOST_DOUBLINGS);
        boolean overflown = doubled < firstDelay.toNanos() || doubled > longestDelay.toNanos();
        long whole = overflown ? longestDelay.toNanos() : doubled;
        return Duration.ofNanos(whole / 2 + random.nextLong(whole / 2 + 1));
    }
}
