package network.ian.client.contribution;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether and how long a request is sent again that a node was too busy for (429, 503).
 *
 * @param attempts most requests, 1 or more
 * @param longestWait most time spent waiting between them, all together; a signed contribution is too old after two minutes
 */
public record Retry(int attempts, Duration longestWait) {

    /** Send once. */
    public static final Retry NONE = new Retry(1, Duration.ZERO);

    /**
     * Up to 20 times within a minute of waiting. A node that names no time is given 19 s; the rest is for one that asks for more, as
     * after an evaluation that it could not finish (15 s).
     */
    public static final Retry BRIEFLY = new Retry(20, Duration.ofMinutes(1));

    private static final Duration UNLESS_TOLD = Duration.ofSeconds(1);
    private static final Duration SHORTEST = Duration.ofMillis(100);

    public Retry {
        if (attempts < 1 || longestWait.isNegative()) {
            throw new IllegalArgumentException("expected 1 attempt or more, and no negative wait");
        }
    }

    /**
     * How long to wait before the next attempt; empty if there is to be none.
     *
     * @param sent requests so far
     * @param waited time spent waiting so far
     * @param asked what the node asks for, which is kept to: less would only be refused again
     */
    public Optional<Duration> pause(int sent, Duration waited, Optional<Duration> asked) {
        Duration next = asked.orElse(UNLESS_TOLD);
        Duration pause = next.compareTo(SHORTEST) < 0 ? SHORTEST : next;
        boolean inTime = waited.plus(pause).compareTo(longestWait) <= 0;
        return sent < attempts && inTime ? Optional.of(pause) : Optional.empty();
    }
}
