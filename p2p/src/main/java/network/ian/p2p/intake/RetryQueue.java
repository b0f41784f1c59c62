package network.ian.p2p.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.ian.p2p.ledger.GoalSet;

/**
 * Entries that could not be decided and wait for another try, bounded in number and bytes: the oldest is dropped first,
 * and reconciliation brings it back.
 */
final class RetryQueue {

    static final int ENTRIES = 256;
    static final long BYTES = 8L << 20;

    /** With the delays below about two minutes, more if whoever decides asks for it. */
    static final int TRIES = 8;

    private static final long FIRST_DELAY_NANOS = 1_000_000_000L;
    private static final long LONGEST_DELAY_NANOS = 30_000_000_000L;

    private final Map<EntryKey, Held> held = new LinkedHashMap<>();
    private long bytes;

    /**
     * An entry that waits.
     *
     * @param tries how often it was judged already
     * @param dueNanos not judged again before
     */
    record Held(GoalSet goal, Supplied supplied, int tries, long dueNanos) {

        EntryKey key() {
            return EntryKey.of(goal, supplied.entry().id());
        }
    }

    /**
     * Keeps an entry that was judged {@code tries} times, and gives what had to go for it.
     *
     * @param leastNanos delay at least, as an earlier try would only hear the same
     */
    List<Held> add(GoalSet goal, Supplied supplied, int tries, long leastNanos, long nowNanos) {
        long backoff = Math.min(LONGEST_DELAY_NANOS, FIRST_DELAY_NANOS << Math.min(tries - 1, 10));
        long delay = Math.max(leastNanos, backoff);
        Held added = new Held(goal, supplied, tries, nowNanos + delay);
        held.put(added.key(), added);
        bytes += supplied.entry().contentBytes();
        List<Held> dropped = new ArrayList<>();
        while (held.size() > ENTRIES || bytes > BYTES) {
            Held oldest = held.values().iterator().next();
            remove(oldest);
            dropped.add(oldest);
        }
        return dropped;
    }

    boolean holds(EntryKey key) {
        return held.containsKey(key);
    }

    List<Held> due(long nowNanos) {
        List<Held> due = new ArrayList<>();
        for (Held entry : held.values()) {
            if (nowNanos - entry.dueNanos() >= 0) {
                due.add(entry);
            }
        }
        return due;
    }

    void remove(Held entry) {
        if (held.remove(entry.key(), entry)) {
            bytes -= entry.supplied().entry().contentBytes();
        }
    }

    int size() {
        return held.size();
    }

    long bytes() {
        return bytes;
    }
}
