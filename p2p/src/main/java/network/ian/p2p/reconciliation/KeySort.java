package network.ian.p2p.reconciliation;

import java.util.Arrays;
import java.util.function.IntToLongFunction;
import network.ian.core.column.HashColumn;

/** Sorts ordinals by key. */
final class KeySort {

    private static final int INSERTION_SORT_BELOW = 12;
    private static final int MAGNITUDE_BITS = 63;

    private static final int LONG_RUN = 64;

    private final Keys keys;

    /** What happens to elements {@code from} to before {@code to}. */
    @FunctionalInterface
    private interface Run {
        void accept(int from, int to);
    }

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
        int[] ordinals = new int[to - from];
        long earliest = Long.MAX_VALUE;
        long latest = 0;
        for (int i = 0; i < ordinals.length; i++) {
            ordinals[i] = from + i;
            long timestamp = keys.timestampOf(from + i);
            earliest = Math.min(earliest, timestamp);
            latest = Math.max(latest, timestamp);
        }
        long start = earliest;
        // Coarser than a millisecond only where the span needs it, so that time and index always share one long.
        int coarseness = Math.max(0, bitsOf(Math.max(0, latest - start)) + bitsOf(ordinals.length) - MAGNITUDE_BITS);
        int[] spare = new int[ordinals.length];
        sortBy(ordinal -> (keys.timestampOf(ordinal) - start) >>> coarseness, ordinals, 0, ordinals.length, (i, j) -> {
            if (coarseness == 0 && j - i > LONG_RUN) {
                sortByIds(ordinals, i, j, spare);
            } else {
                mergeSort(ordinals, i, j, spare);
            }
        });
        return ordinals;
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

    /** Sorts many ordinals of the same time. */
    private void sortByIds(int[] ordinals, int from, int to, int[] spare) {
        int indexBits = bitsOf(to - from);
        sortBy(
                ordinal -> HashColumn.word(keys.idOf(ordinal), 0) >>> (indexBits + 1),
                ordinals,
                from,
                to,
                (i, j) -> mergeSort(ordinals, i, j, spare));
    }

    /**
     * Sorts by a number that leaves room for an index in 63 bits.
     *
     * @param ties is given each run of equal numbers
     */
    private static void sortBy(IntToLongFunction number, int[] ordinals, int from, int to, Run ties) {
        int indexBits = bitsOf(to - from);
        long[] packed = new long[to - from];
        for (int i = 0; i < packed.length; i++) {
            packed[i] = (number.applyAsLong(ordinals[from + i]) << indexBits) | i;
        }
        Arrays.sort(packed);
        int[] before = Arrays.copyOfRange(ordinals, from, to);
        long indexMask = (1L << indexBits) - 1;
        int runStart = 0;
        for (int i = 0; i < packed.length; i++) {
            ordinals[from + i] = before[(int) (packed[i] & indexMask)];
            boolean runEnds = i + 1 == packed.length || packed[i] >>> indexBits != packed[i + 1] >>> indexBits;
            if (runEnds) {
                ties.accept(from + runStart, from + i + 1);
                runStart = i + 1;
            }
        }
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
