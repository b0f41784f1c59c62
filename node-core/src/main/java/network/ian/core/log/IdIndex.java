package network.ian.core.log;

import java.util.concurrent.atomic.AtomicReferenceArray;
import network.ian.core.column.HashColumn;
import network.ian.core.crypto.Hash;

/**
 * Contribution id to ordinal. Open addressing over ints: the ids themselves stay in their column. One thread writes,
 * any thread reads.
 *
 * <p>Why readers need no lock: nothing is ever removed, and a reader only asks for entries below the limit of its view,
 * which were put before the view was published. Every slot on the way to such an entry was filled even earlier, so the
 * reader sees it filled; slots filled meanwhile hold ordinals beyond its limit and are passed over. A table that grows is
 * filled first and then published. Many small tables, so that one growing never holds up the writer for long.
 */
final class IdIndex {

    private static final int TABLES = 256;
    private static final int FIRST_CAPACITY = 8;
    private static final int EMPTY = 0;
    private static final int ARRAY_HEADER_BYTES = 16;

    private final IdSalt salt;
    private final AtomicReferenceArray<int[]> tables = new AtomicReferenceArray<>(TABLES);
    private final int[] counts = new int[TABLES];

    IdIndex(IdSalt salt) {
        this.salt = salt;
        for (int table = 0; table < TABLES; table++) {
            tables.set(table, new int[FIRST_CAPACITY]);
        }
    }

    /** The ordinal of {@code id} among the first {@code limit} of {@code ids}, or -1. */
    int find(Hash id, HashColumn ids, int limit) {
        long mixed = salt.mix(id);
        int[] slots = tables.get(tableOf(mixed));
        int mask = slots.length - 1;
        for (int slot = (int) mixed & mask; slots[slot] != EMPTY; slot = (slot + 1) & mask) {
            int ordinal = slots[slot] - 1;
            if (ordinal < limit && ids.compare(ordinal, id) == 0) {
                return ordinal;
            }
        }
        return -1;
    }

    /** Adds the id at {@code ordinal} of {@code ids}, which must not be there yet. */
    void put(int ordinal, HashColumn ids) {
        long mixed = salt.mix(ids, ordinal);
        int table = tableOf(mixed);
        int[] slots = tables.get(table);
        if (++counts[table] > slots.length - (slots.length >> 2)) {
            slots = grown(slots, ids);
            tables.set(table, slots);
        }
        insert(slots, mixed, ordinal);
    }

    long memoryBytes() {
        long bytes = 0;
        for (int table = 0; table < TABLES; table++) {
            bytes += ARRAY_HEADER_BYTES + (long) Integer.BYTES * tables.get(table).length;
        }
        return bytes;
    }

    private int[] grown(int[] slots, HashColumn ids) {
        int[] larger = new int[2 * slots.length];
        for (int content : slots) {
            if (content != EMPTY) {
                insert(larger, salt.mix(ids, content - 1), content - 1);
            }
        }
        return larger;
    }

    private static void insert(int[] slots, long mixed, int ordinal) {
        int mask = slots.length - 1;
        int slot = (int) mixed & mask;
        while (slots[slot] != EMPTY) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = ordinal + 1;
    }

    private static int tableOf(long mixed) {
        return (int) (mixed >>> 56);
    }
}
