package network.ian.tau.watch;

import java.time.Duration;

/**
 * How a Tau node is watched.
 *
 * @param poll how often its head is asked for, 100 ms or more
 * @param production whether a node that calls itself a test node is refused
 */
public record WatchSettings(Duration poll, boolean production) {

    private static final Duration SHORTEST_POLL = Duration.ofMillis(100);

    /** Every 15 s, of any node: Tau makes a block about every 30 s. */
    public static final WatchSettings DEFAULT = new WatchSettings(Duration.ofSeconds(15), false);

    public WatchSettings {
        if (poll.compareTo(SHORTEST_POLL) < 0) {
            throw new IllegalArgumentException("poll every " + poll + ", the shortest is " + SHORTEST_POLL);
        }
    }
}
