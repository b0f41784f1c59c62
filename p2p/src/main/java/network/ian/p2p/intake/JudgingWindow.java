package network.ian.p2p.intake;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import network.ian.core.crypto.Hash;
import network.ian.core.ingest.Entrance;
import network.ian.p2p.wire.WireEntry;

/**
 * The entries that are being judged, bounded in number and bytes. Neither entrance may take more than three quarters of it,
 * so catching up cannot keep new contributions out, nor a flood of new ones the history; and no supplier may take more than
 * a quarter of it by pushing.
 */
final class JudgingWindow {

    static final int ENTRIES = 2_048;
    static final long BYTES = 32L << 20;
    static final int ENTRIES_OF_ONE_PUSHER = ENTRIES / 4;
    static final long BYTES_OF_ONE_PUSHER = BYTES / 4;

    private static final int TYPICAL_ENTRY_BYTES = 4_096;

    private final Set<EntryKey> keys = new HashSet<>();
    private final Map<Hash, Share> pushedBy = new HashMap<>();
    private final Share history = new Share();
    private final Share door = new Share();

    boolean holds(EntryKey key) {
        return keys.contains(key);
    }

    boolean fits(Supplied supplied) {
        long bytes = cost(supplied.entry());
        return keys.size() < ENTRIES
                && history.bytes + door.bytes + bytes <= BYTES
                && share(supplied).fits(bytes)
                && (supplied.entrance() == Entrance.HISTORY || mayPush(supplied, bytes));
    }

    private boolean mayPush(Supplied supplied, long bytes) {
        Share own = pushedBy.get(supplied.from().id());
        return own == null || (own.entries < ENTRIES_OF_ONE_PUSHER && own.bytes + bytes <= BYTES_OF_ONE_PUSHER);
    }

    void enter(EntryKey key, Supplied supplied) {
        keys.add(key);
        share(supplied).add(1, cost(supplied.entry()));
        if (supplied.entrance() == Entrance.DOOR) {
            pushedBy.computeIfAbsent(supplied.from().id(), id -> new Share()).add(1, cost(supplied.entry()));
        }
    }

    void leave(EntryKey key, Supplied supplied) {
        keys.remove(key);
        share(supplied).add(-1, -cost(supplied.entry()));
        if (supplied.entrance() == Entrance.DOOR) {
            pushedBy.computeIfPresent(supplied.from().id(), (id, own) -> {
                own.add(-1, -cost(supplied.entry()));
                return own.entries == 0 ? null : own;
            });
        }
    }

    /** Entries of history that fit now, if they are of typical length. */
    int roomForHistory() {
        int entries = Math.min(ENTRIES - keys.size(), Share.ENTRIES - history.entries);
        long bytes = Math.min(BYTES - history.bytes - door.bytes, Share.BYTES - history.bytes);
        return (int) Math.max(0, Math.min(entries, bytes / TYPICAL_ENTRY_BYTES));
    }

    /** Whether more than half of what pushes may take is taken. */
    boolean doorCrowded() {
        return door.entries > Share.ENTRIES / 2 || door.bytes > Share.BYTES / 2;
    }

    int size() {
        return keys.size();
    }

    long bytes() {
        return history.bytes + door.bytes;
    }

    private Share share(Supplied supplied) {
        return supplied.entrance() == Entrance.HISTORY ? history : door;
    }

    private static long cost(WireEntry entry) {
        return entry.contentBytes();
    }

    private static final class Share {

        static final int ENTRIES = JudgingWindow.ENTRIES / 4 * 3;
        static final long BYTES = JudgingWindow.BYTES / 4 * 3;

        private int entries;
        private long bytes;

        boolean fits(long more) {
            return entries < ENTRIES && bytes + more <= BYTES;
        }

        void add(int count, long size) {
            entries += count;
            bytes += size;
        }
    }
}
