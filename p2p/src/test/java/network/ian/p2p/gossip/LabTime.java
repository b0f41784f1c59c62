package network.ian.p2p.gossip;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.PriorityQueue;

/** Virtual time: actions in the order of their dates, and of their arrival where dates are equal. */
final class LabTime extends Clock {

    private static final long EPOCH_MS = 1_700_000_000_000L;

    private final PriorityQueue<Due> queue = new PriorityQueue<>();
    private long now;
    private long count;

    private record Due(long at, long number, Runnable action) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    void at(long nanos, Runnable action) {
        queue.add(new Due(Math.max(nanos, now), count++, action));
    }

    void after(long nanos, Runnable action) {
        at(now + nanos, action);
    }

    long nanos() {
        return now;
    }

    /** Actions so far. */
    long count() {
        return count;
    }

    void runUntil(long end) {
        while (!queue.isEmpty() && queue.peek().at() <= end) {
            Due due = queue.remove();
            now = due.at();
            due.action().run();
        }
        now = end;
    }

    @Override
    public long millis() {
        return EPOCH_MS + now / 1_000_000;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
