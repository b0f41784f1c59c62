package network.ian.api.stream;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a client can subscribe to. */
public enum Channel {
    CONTRIBUTIONS,
    LEADERBOARD,
    PEERS,
    SYNC,
    TAU;

    static final Set<Channel> ALL = Collections.unmodifiableSet(EnumSet.allOf(Channel.class));

    /** As messages have it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Channel> of(String text) {
        return Arrays.stream(values())
                .filter(channel -> channel.text().equals(text))
                .findFirst();
    }

    /** All names, for a sentence. */
    static String names() {
        return String.join(", ", texts(ALL));
    }

    static List<String> texts(Set<Channel> channels) {
        return channels.stream().sorted().map(Channel::text).toList();
    }
}
