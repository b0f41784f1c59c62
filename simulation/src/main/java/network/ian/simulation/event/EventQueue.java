package network.ian.simulation.event;

import java.util.Arrays;

/**
 * Events by time; of events at the same time, the one that was added first comes first. A 4-ary heap over primitive keys:
 * its sift-down touches half the levels of a binary heap and no objects.
 */
final class EventQueue {

    private static final int ARITY = 4;

    private long[] times = new long[1024];
    private long[] sequences = new long[1024];
    private Event[] events = new Event[1024];
    private int size;
    private long nextSequence;

    /** Adds an event at {@code time}, in O(log n). */
    void add(long time, Event event) {
        if (size == times.length) {
            grow();
        }
        siftUp(size++, time, nextSequence++, event);
    }

    public int size() {
        return size;
    }

    /** The time of the first event; {@link Long#MAX_VALUE} if there is none. */
    long firstTime() {
        return size == 0 ? Long.MAX_VALUE : times[0];
    }

    /**
     * Takes the first event out, in O(log n).
     *
     * @throws IllegalStateException if there is none
     */
    Event poll() {
        if (size == 0) {
            throw new IllegalStateException("no event is left");
        }
        Event first = events[0];
        int last = --size;
        Event moved = events[last];
        events[last] = null;
        if (last > 0) {
            siftDown(times[last], sequences[last], moved);
        }
        return first;
    }

    /** Forgets all events. */
    void clear() {
        Arrays.fill(events, 0, size, null);
        size = 0;
    }

    private void siftUp(int from, long time, long sequence, Event event) {
        int at = from;
        while (at > 0) {
            int parent = (at - 1) / ARITY;
            if (!before(time, sequence, parent)) {
                break;
            }
            move(parent, at);
            at = parent;
        }
        put(at, time, sequence, event);
    }

    private void siftDown(long time, long sequence, Event event) {
        int at = 0;
        while (true) {
            int first = at * ARITY + 1;
            if (first >= size) {
                break;
            }
            int least = first;
            int end = Math.min(first + ARITY, size);
            for (int child = first + 1; child < end; child++) {
                if (before(times[child], sequences[child], least)) {
                    least = child;
                }
            }
            if (before(time, sequence, least)) {
                break;
            }
            move(least, at);
            at = least;
        }
        put(at, time, sequence, event);
    }

    private boolean before(long time, long sequence, int other) {
        return time < times[other] || (time == times[other] && sequence < sequences[other]);
    }

    private void move(int from, int to) {
        put(to, times[from], sequences[from], events[from]);
    }

    private void put(int at, long time, long sequence, Event event) {
        times[at] = time;
        sequences[at] = sequence;
        events[at] = event;
    }

    private void grow() {
        int capacity = times.length * 2;
        times = Arrays.copyOf(times, capacity);
        sequences = Arrays.copyOf(sequences, capacity);
        events = Arrays.copyOf(events, capacity);
    }
}
