package network.ian.api.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cuts the log into chunks. Clients of the same filter at the same place share one. The hub's thread owns it. */
final class Chunks {

    // Clients at so many different places are rare, and cost more time than this saves.
    private static final int MOST_KEPT = 256;

    private final EventLog log;
    private final Map<Place, Stretch> kept = new HashMap<>();

    private record Place(long position, Filter filter, int maxBytes) {}

    /** @param upTo sequence of the last event looked at */
    record Stretch(Chunk chunk, long upTo) {}

    Chunks(EventLog log) {
        this.log = log;
    }

    /** What comes after a position, which must be kept: at least one event if there is any, and no more than fits. */
    Stretch after(long position, Filter filter, int maxBytes) {
        Place place = new Place(position, filter, maxBytes);
        Stretch known = kept.get(place);
        if (known != null) {
            return known;
        }
        Stretch cut = cut(place);
        if (kept.size() < MOST_KEPT) {
            kept.put(place, cut);
        }
        return cut;
    }

    /** Forgets the chunks: the log has grown. */
    void clear() {
        kept.clear();
    }

    private Stretch cut(Place place) {
        List<Message> messages = new ArrayList<>();
        int bytes = 0;
        long at = place.position();
        while (at < log.head()) {
            StreamEvent event = log.get(at + 1);
            if (place.filter().takes(event.topic())) {
                int size = log.json(event).length;
                if (!messages.isEmpty() && bytes + size > place.maxBytes()) {
                    break;
                }
                messages.add(event);
                bytes += size;
            }
            at++;
        }
        return new Stretch(new Chunk(messages, bytes), at);
    }
}
