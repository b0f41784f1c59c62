package network.ian.core.token;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a token is good from now on.
 *
 * @param span empty: until it is revoked
 */
public record Lifetime(Optional<Duration> span) {

    /** A token that does not expire. */
    public static final Lifetime NEVER = new Lifetime(Optional.empty());

    /** A token that expires after {@code span}. */
    public static Lifetime of(Duration span) {
        return new Lifetime(Optional.of(span));
    }

    /** When it ends, in milliseconds since the epoch. */
    Optional<Long> endMs(long nowMs) {
        return span.map(length -> nowMs + length.toMillis());
    }
}
