package network.ian.api.alert;

import java.util.Arrays;

/** The last samples of one series, in a ring that grows to its bound. One thread. */
final class Series {

    private static final int FIRST_CAPACITY = 4;

    private final Labels labels;
    private final int bound;
    private long[] times = new long[FIRST_CAPACITY];
    private double[] values = new double[FIRST_CAPACITY];
    private int oldest;
    private int size;
    private boolean ended;

    /** @param bound most samples that are kept, at least 1 */
    Series(Labels labels, int bound) {
        this.labels = labels;
        this.bound = bound;
    }

    Labels labels() {
        return labels;
    }

    void add(long atMs, double value) {
        if (size == times.length && size < bound) {
            grow();
        }
        if (size == times.length || size == bound) {
            oldest = (oldest + 1) % times.length;
            size--;
        }
        int place = (oldest + size) % times.length;
        times[place] = atMs;
        values[place] = value;
        size++;
        ended = false;
    }

    /** Its last sample is the last one for now: it was not there when looked for. */
    void end() {
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }

    int size() {
        return size;
    }

    /** The time of sample {@code i}, 0 being the oldest, in milliseconds. */
    long time(int i) {
        return times[(oldest + i) % times.length];
    }

    double value(int i) {
        return values[(oldest + i) % times.length];
    }

    /** The last sample that is not after {@code atMs}; -1 if there is none. */
    int lastUntil(long atMs) {
        int i = size - 1;
        while (i >= 0 && time(i) > atMs) {
            i--;
        }
        return i;
    }

    private void grow() {
        int capacity = Math.min(bound, times.length * 2);
        long[] moreTimes = Arrays.copyOf(times, capacity);
        double[] moreValues = Arrays.copyOf(values, capacity);
        // Until it is full for good nothing was left out, so the oldest is still the first.
        times = moreTimes;
        values = moreValues;
    }
}
