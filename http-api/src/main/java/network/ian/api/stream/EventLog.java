package network.ian.api.stream;

import java.util.HashMap;
import java.util.Map;

/**
 * The last events of this run, within bounds of number and octets, and counts by topic of all that there ever were: so a
 * client with a narrow filter is told of a gap only if something for it is missing, and how much. One thread owns it.
 */
final class EventLog {

    /** Octets of the objects of an event beside its JSON. */
    private static final int OBJECTS = 400;

    private final String run;
    private final StreamEvent[] ring;
    private final long maxBytes;
    private final Map<Topic, Tally> tallies = new HashMap<>();
    private long head;
    private long first = 1;
    private long bytes;

    /** How many of a topic there were, and the last one that is no longer kept. */
    private static final class Tally {
        private long count;
        private long lastGone;
    }

    /**
     * @param run 12 hex digits
     * @param capacity events kept at most
     * @param maxBytes octets kept at most
     */
    EventLog(String run, int capacity, long maxBytes) {
        this.run = run;
        this.ring = new StreamEvent[capacity];
        this.maxBytes = maxBytes;
    }

    /** Adds an event; the oldest may go. */
    void append(Happening happening, long timestampMs) {
        if (head + 1 - first == ring.length) {
            dropFirst();
        }
        head++;
        StreamEvent event = new StreamEvent(cursor(head), happening, timestampMs);
        ring[slot(head)] = event;
        bytes += OBJECTS;
        tally(event.topic()).count++;
        trim();
    }

    /** Sequence of the last event; 0 if there was none. */
    long head() {
        return head;
    }

    /** Sequence of the oldest event that is kept; {@code head() + 1} if none is. */
    long first() {
        return first;
    }

    Cursor cursor(long sequence) {
        return new Cursor(run, sequence);
    }

    boolean isOfThisRun(Cursor cursor) {
        return cursor.run().equals(run) && cursor.sequence() <= head;
    }

    /** The event of a sequence from {@link #first} to {@link #head}. */
    StreamEvent get(long sequence) {
        return ring[slot(sequence)];
    }

    /** An event's JSON, whose octets count from the first time on. */
    byte[] json(StreamEvent event) {
        boolean isNew = !event.isEncoded();
        byte[] json = event.json();
        if (isNew && event.sequence() >= first) {
            bytes += json.length;
        }
        return json;
    }

    /** Drops what is beyond the bound of octets. */
    void trim() {
        while (bytes > maxBytes && first <= head) {
            dropFirst();
        }
    }

    /** Events of this run, kept or not, that a filter takes. */
    long total(Filter filter) {
        return tallies.entrySet().stream()
                .filter(entry -> filter.takes(entry.getKey()))
                .mapToLong(entry -> entry.getValue().count)
                .sum();
    }

    /** Sequence of the last event that a filter takes and that is no longer kept; 0 if there is none. */
    long lastGone(Filter filter) {
        return tallies.entrySet().stream()
                .filter(entry -> filter.takes(entry.getKey()))
                .mapToLong(entry -> entry.getValue().lastGone)
                .max()
                .orElse(0);
    }

    /** Events that a filter takes, after {@code sequence} and kept. */
    long countAfter(long sequence, Filter filter) {
        long count = 0;
        for (long at = Math.max(first, sequence + 1); at <= head; at++) {
            count += filter.takes(get(at).topic()) ? 1 : 0;
        }
        return count;
    }

    int size() {
        return (int) (head + 1 - first);
    }

    /** Octets that the kept events are taken to occupy. */
    long bytes() {
        return bytes;
    }

    private void dropFirst() {
        StreamEvent gone = ring[slot(first)];
        ring[slot(first)] = null;
        bytes -= OBJECTS + (gone.isEncoded() ? gone.json().length : 0);
        tally(gone.topic()).lastGone = first;
        first++;
    }

    // As many as goals and channels.
    private Tally tally(Topic topic) {
        return tallies.computeIfAbsent(topic, key -> new Tally());
    }

    private int slot(long sequence) {
        return (int) (sequence % ring.length);
    }
}
