package network.ian.client.stream;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What to follow, and from where.
 *
 * @param channels one or more
 * @param goal leaves out the events of other goals; events that are about no goal stay
 * @param since cursor of the last event that was seen, as {@link StreamEvent#cursor} gave it; empty: from now on
 * @param patience longest time without a connection, after which the following ends with what kept it from one; empty: none
 */
public record Subscription(
        Set<Channel> channels, Optional<String> goal, Optional<String> since, Optional<Duration> patience) {

    private static final int LONGEST_CURSOR = 256;

    public Subscription {
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("expected one channel or more");
        }
        if (since.filter(cursor -> cursor.isEmpty() || cursor.length() > LONGEST_CURSOR)
                .isPresent()) {
            throw new IllegalArgumentException("a cursor has 1 to " + LONGEST_CURSOR + " characters");
        }
        channels = Set.copyOf(channels);
    }

    /** Of these channels, from now on. */
    public static Subscription to(Channel first, Channel... more) {
        return new Subscription(EnumSet.of(first, more), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Of every channel, from now on. */
    public static Subscription toAll() {
        return new Subscription(EnumSet.allOf(Channel.class), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Of one goal only. */
    public Subscription ofGoal(String goalId) {
        return new Subscription(channels, Optional.of(goalId), since, patience);
    }

    /** What came after an event that was seen. */
    public Subscription since(String cursor) {
        return new Subscription(channels, goal, Optional.of(cursor), patience);
    }

    /** Gives up after that long without a connection. */
    public Subscription withPatience(Duration longest) {
        return new Subscription(channels, goal, since, Optional.of(longest));
    }
}
