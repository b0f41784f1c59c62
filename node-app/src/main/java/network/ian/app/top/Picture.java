package network.ian.app.top;

import java.util.List;
import java.util.Optional;

/**
 * Everything that a screen shows.
 *
 * @param events newest first
 * @param follows whether events come in
 * @param outage why {@code snapshot} is old; empty while the node answers
 */
record Picture(
        Snapshot snapshot, List<Event> events, boolean follows, Optional<Outage> outage, boolean paused, boolean help) {

    /**
     * The node gives nothing new.
     *
     * @param sinceMs for how long, milliseconds
     * @param why in words
     */
    record Outage(long sinceMs, String why) {}

    /** The same, held by a person, while the node answers or not. */
    Picture during(Optional<Outage> now) {
        return new Picture(snapshot, events, follows, now, true, help);
    }

    Picture withHelp() {
        return new Picture(snapshot, events, follows, outage, paused, true);
    }
}
