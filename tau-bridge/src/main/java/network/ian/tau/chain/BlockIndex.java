package network.ian.tau.chain;

import java.util.Arrays;
import network.ian.core.column.HashColumn;
import network.ian.core.crypto.Hash;

/** Block hash to ordinal: open addressing over ints, the hashes themselves stay in their column. For one thread at a time. */
final class BlockIndex {

    private static final int FIRST_CAPACITY = 1 << 10;
    private static final int EMPTY = -1;

    private final HashColumn hashes;
    private int[] slots = slots(FIRST_CAPACITY);
    private int count;

    BlockIndex(HashColumn hashes) {
        this.hashes = hashes;
    }

    /** The ordinal of {@code hash}, or -1. */
    int find(Hash hash) {
        int mask = slots.length - 1;
        for (int slot = start(HashColumn.word(hash, 0), mask); slots[slot] != EMPTY; slot = (slot + 1) & mask) {
            if (hashes.compare(slots[slot], hash) == 0) {
                return slots[slot];
            }
        }
        return -1;
    }

    /** Adds the hash at {@code ordinal}, which must not be there yet. */
    void put(int ordinal) {
        if (++count > slots.length / 3 * 2) {
            int[] before = slots;
            slots = slots(2 * before.length);
            Arrays.stream(before).filter(held -> held != EMPTY).forEach(this::insert);
        }
        insert(ordinal);
    }

    private void insert(int ordinal) {
        int mask = slots.length - 1;
        int slot = start(hashes.word(ordinal, 0), mask);
        while (slots[slot] != EMPTY) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = ordinal;
    }

    private static int start(long word, int mask) {
        return (int) word & mask;
    }

    private static int[] slots(int capacity) {
        int[] slots = new int[capacity];
        Arrays.fill(slots, EMPTY);
        return slots;
    }
}
