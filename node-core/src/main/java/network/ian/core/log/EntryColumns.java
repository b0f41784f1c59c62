package network.ian.core.log;

import network.ian.core.column.HashColumn;
import network.ian.core.column.LongColumn;
import network.ian.core.crypto.Hash;

/** Entries by ordinal, which is the number of their arrival at this node. Only ever grows. */
record EntryColumns(HashColumn ids, LongColumn timestamps, LongColumn locators) {

    /** Ordinals are ints, and tables of twice their number must still be arrays. */
    private static final int MOST_ENTRIES = 1 << 29;

    EntryColumns() {
        this(new HashColumn(), new LongColumn(), new LongColumn());
    }

    int size() {
        return ids.size();
    }

    /** Appends an entry and returns its ordinal. */
    int append(Hash id, long timestampMs, long locator) {
        if (size() == MOST_ENTRIES) {
            throw new IllegalStateException("the log is full: " + MOST_ENTRIES + " entries");
        }
        ids.append(id);
        timestamps.append(timestampMs);
        locators.append(locator);
        return size() - 1;
    }

    /** Compares the keys (timestamp_ms, contribution id) of two entries. */
    int compareKeys(int a, int b) {
        int byTime = Long.compare(timestamps.get(a), timestamps.get(b));
        return byTime != 0 ? byTime : ids.compare(a, b);
    }

    EntryColumns snapshot() {
        return new EntryColumns(ids.snapshot(), timestamps.snapshot(), locators.snapshot());
    }

    long memoryBytes() {
        return ids.memoryBytes() + timestamps.memoryBytes() + locators.memoryBytes();
    }
}
