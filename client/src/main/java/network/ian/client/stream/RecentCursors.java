package network.ian.client.stream;

import java.util.LinkedHashSet;
import java.util.Set;

/** The cursors of the newest events, by which one that comes again is known. Bounded. For one thread. */
final class RecentCursors {

    static final int MOST = 1_024;

    private final Set<String> cursors = new LinkedHashSet<>();

    /** Takes note of a cursor; false if it was seen before. */
    boolean add(String cursor) {
        if (!cursors.add(cursor)) {
            return false;
        }
        if (cursors.size() > MOST) {
            cursors.remove(cursors.iterator().next());
        }
        return true;
    }
}
