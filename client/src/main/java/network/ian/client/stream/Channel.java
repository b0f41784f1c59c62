package network.ian.client.stream;

import java.util.Locale;

/** What events are about. */
public enum Channel {
    CONTRIBUTIONS,
    LEADERBOARD,
    PEERS,
    SYNC,
    TAU;

    /** The name on the wire. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
