package network.ian.core.log;

import java.util.Arrays;

/** Sorts ordinals by key (timestamp_ms, contribution id). */
final class KeyOrder {

    private static final int INSERTION_SORT_BELOW = 12;
    private static final int SIGN_AND_MAGNITUDE_BITS = 63;

    private KeyOrder() {}

    /** Sorts a few ordinals, or many that are nearly in order. */
    static void sort(int[] ordinals, EntryColumns columns) {
        sort(ordinals, 0, ordinals.length, new int[ordinals.length], columns);
    }

    /** All ordinals of {@code columns} in key order, on all processors (the common fork-join pool). */
    static int[] sortAll(EntryColumns columns) {
        int count = columns.size();
        long earliest = Long.MAX_VALUE;
        long latest = 0;
        for (int i = 0; i < count; i++) {
            long timestamp = columns.timestamps().get(i);
            earliest = Math.min(earliest, timestamp);
            latest = Math.max(latest, timestamp);
        }
        int ordinalBits = bitsOf(count);
        // Coarser than a millisecond only where the span needs it, so that time and ordinal always share one long.
        int coarseness = Math.max(0, bitsOf(Math.max(0, latest - earliest)) + ordinalBits - SIGN_AND_MAGNITUDE_BITS);
        long[] packed = new long[count];
        for (int i = 0; i < count; i++) {
            packed[i] = (columns.timestamps().get(i) - earliest) >>> coarseness << ordinalBits | i;
        }
        Arrays.parallelSort(packed);
        return unpack(packed, ordinalBits, columns);
    }

    /** Merges two sorted lists. */
    static int[] merge(int[] a, int[] b, EntryColumns columns) {
        int[] merged = new int[a.length + b.length];
        int i = 0;
        int j = 0;
        for (int k = 0; k < merged.length; k++) {
            boolean takeA = j == b.length || (i < a.length && columns.compareKeys(a[i], b[j]) < 0);
            merged[k] = takeA ? a[i++] : b[j++];
        }
        return merged;
    }

    private static int[] unpack(long[] packed, int ordinalBits, EntryColumns columns) {
        int[] ordinals = new int[packed.length];
        long ordinalMask = (1L << ordinalBits) - 1;
        for (int i = 0; i < packed.length; i++) {
            ordinals[i] = (int) (packed[i] & ordinalMask);
        }
        int runStart = 0;
        for (int i = 1; i <= packed.length; i++) {
            if (i == packed.length || packed[i] >>> ordinalBits != packed[runStart] >>> ordinalBits) {
                if (i - runStart > 1) {
                    int[] run = Arrays.copyOfRange(ordinals, runStart, i);
                    sort(run, columns);
                    System.arraycopy(run, 0, ordinals, runStart, run.length);
                }
                runStart = i;
            }
        }
        return ordinals;
    }

    private static void sort(int[] ordinals, int from, int to, int[] spare, EntryColumns columns) {
        if (to - from < INSERTION_SORT_BELOW) {
            insertionSort(ordinals, from, to, columns);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(ordinals, from, middle, spare, columns);
        sort(ordinals, middle, to, spare, columns);
        if (columns.compareKeys(ordinals[middle - 1], ordinals[middle]) <= 0) {
            return;
        }
        System.arraycopy(ordinals, from, spare, from, middle - from);
        int left = from;
        int right = middle;
        for (int target = from; left < middle; target++) {
            boolean takeLeft = right == to || columns.compareKeys(spare[left], ordinals[right]) <= 0;
            ordinals[target] = takeLeft ? spare[left++] : ordinals[right++];
        }
    }

    private static void insertionSort(int[] ordinals, int from, int to, EntryColumns columns) {
        for (int i = from + 1; i < to; i++) {
            int moved = ordinals[i];
            int hole = i;
            while (hole > from && columns.compareKeys(ordinals[hole - 1], moved) > 0) {
                ordinals[hole] = ordinals[hole - 1];
                hole--;
            }
            ordinals[hole] = moved;
        }
    }

    private static int bitsOf(long value) {
        return Long.SIZE - Long.numberOfLeadingZeros(value);
    }
}
