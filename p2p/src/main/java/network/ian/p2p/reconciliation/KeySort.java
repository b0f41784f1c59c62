package network.ian.p2p.reconciliation;

import java.util.Arrays;

/** Sorts ordinals by key. */
final class KeySort {

    private static final int INSERTION_SORT_BELOW = 12;
    private static final int MAGNITUDE_BITS = 63;

    private final Keys keys;

    KeySort(Keys keys) {
        this.keys = keys;
    }

    /** Compares the keys of two ordinals. */
    int compare(int a, int b) {
        int byTime = Long.compareUnsigned(keys.timestampOf(a), keys.timestampOf(b));
        return byTime != 0 ? byTime : keys.idOf(a).compareTo(keys.idOf(b));
    }

    /** The ordinals {@code from} to before {@code to} in key order. */
    int[] sorted(int from, int to) {
        int count = to - from;
        long earliest = Long.MAX_VALUE;
        long latest = 0;
        for (int ordinal = from; ordinal < to; ordinal++) {
            long timestamp = keys.timestampOf(ordinal);
            earliest = Math.min(earliest, timestamp);
            latest = Math.max(latest, timestamp);
        }
        int indexBits = bitsOf(count);
        // Coarser than a millisecond only where the span needs it, so that time and index always share one long.
        int coarseness = Math.max(0, bitsOf(Math.max(0, latest - earliest)) + indexBits - MAGNITUDE_BITS);
        long[] packed = new long[count];
        for (int i = 0; i < count; i++) {
            packed[i] = (keys.timestampOf(from + i) - earliest) >>> coarseness << indexBits | i;
        }
        Arrays.sort(packed);
        return unpack(packed, indexBits, from);
    }

    /** Merges two lists in key order. */
    int[] merge(int[] a, int[] b) {
        int[] merged = new int[a.length + b.length];
        int i = 0;
        int j = 0;
        for (int k = 0; k < merged.length; k++) {
            boolean takeA = j == b.length || (i < a.length && compare(a[i], b[j]) < 0);
            merged[k] = takeA ? a[i++] : b[j++];
        }
        return merged;
    }

    private int[] unpack(long[] packed, int indexBits, int from) {
        int[] ordinals = new int[packed.length];
        long indexMask = (1L << indexBits) - 1;
        for (int i = 0; i < packed.length; i++) {
            ordinals[i] = from + (int) (packed[i] & indexMask);
        }
        int[] spare = new int[packed.length];
        int runStart = 0;
        for (int i = 1; i <= packed.length; i++) {
            if (i == packed.length || packed[i] >>> indexBits != packed[runStart] >>> indexBits) {
                mergeSort(ordinals, runStart, i, spare);
                runStart = i;
            }
        }
        return ordinals;
    }

    private void mergeSort(int[] ordinals, int from, int to, int[] spare) {
        if (to - from < INSERTION_SORT_BELOW) {
            insertionSort(ordinals, from, to);
            return;
        }
        int middle = (from + to) >>> 1;
        mergeSort(ordinals, from, middle, spare);
        mergeSort(ordinals, middle, to, spare);
        if (compare(ordinals[middle - 1], ordinals[middle]) <= 0) {
            return;
        }
        System.arraycopy(ordinals, from, spare, from, middle - from);
        int left = from;
        int right = middle;
        for (int target = from; left < middle; target++) {
            boolean takeLeft = right == to || compare(spare[left], ordinals[right]) <= 0;
            ordinals[target] = takeLeft ? spare[left++] : ordinals[right++];
        }
    }

    private void insertionSort(int[] ordinals, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int moved = ordinals[i];
            int hole = i;
            while (hole > from && compare(ordinals[hole - 1], moved) > 0) {
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
