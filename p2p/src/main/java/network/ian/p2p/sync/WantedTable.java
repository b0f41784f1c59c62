package network.ian.p2p.sync;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import network.ian.core.crypto.Hash;
import network.ian.p2p.sync.Want.State;

/** The ids that one goal lacks, each in the queues of those that may supply it. */
final class WantedTable {

    static final int CAPACITY = 65_536;

    /** Beyond this no reconciliation looks for more; what lies between is for answers under way, and announcements. */
    static final int ENOUGH = CAPACITY / 4 * 3;

    private final Map<Hash, Want> wants = new LinkedHashMap<>();
    private final PriorityQueue<Delayed> delayed =
            new PriorityQueue<>(Comparator.comparingLong(Delayed::dueNanos).thenComparingLong(Delayed::sequence));
    private long sequence;

    private record Delayed(long dueNanos, long sequence, Want want) {}

    Want get(Hash id) {
        return wants.get(id);
    }

    /** Adds {@code from} to those that may supply {@code id}; true if nobody could before. */
    boolean advertised(Hash id, Partner from, List<Partner> helpers, long dueNanos, boolean delay) {
        Want known = wants.get(id);
        if (known != null) {
            if (known.source(from, true) && known.state() == State.WAITING) {
                from.supply().queue().add(known);
            }
            return false;
        }
        if (wants.size() >= CAPACITY) {
            return false;
        }
        Want want = new Want(id);
        want.source(from, true);
        helpers.forEach(helper -> want.source(helper, false));
        wants.put(id, want);
        if (delay) {
            delay(want, dueNanos);
        } else {
            retry(want);
        }
        return true;
    }

    /** Notes an id that nobody advertised: its first source is asked first, all others once that one has failed. */
    void missing(Hash id, List<Partner> sources) {
        Want known = wants.get(id);
        if (known != null) {
            sources.forEach(source -> known.source(source, false));
            if (known.state() == State.WAITING) {
                retry(known);
            }
        } else if (wants.size() < CAPACITY && !sources.isEmpty()) {
            Want want = new Want(id);
            sources.forEach(source -> want.source(source, false));
            wants.put(id, want);
            sources.get(0).supply().queue().add(want);
        }
    }

    /** As {@link #retry}, for what was asked for and did not come. */
    void again(Want want) {
        if (want.state() == State.ASKED) {
            retry(want);
        }
    }

    /** Lets the sources that are left be asked; forgets the id if there are none. */
    void retry(Want want) {
        List<Partner> usable = want.usable();
        if (usable.isEmpty()) {
            remove(want);
            return;
        }
        want.state(State.WAITING);
        usable.forEach(partner -> partner.supply().queue().add(want));
    }

    void delay(Want want, long dueNanos) {
        want.state(State.DELAYED);
        delayed.add(new Delayed(dueNanos, sequence++, want));
    }

    /** Takes out those whose delay is over. */
    List<Want> takeDue(long nowNanos) {
        List<Want> due = new ArrayList<>();
        while (!delayed.isEmpty() && nowNanos - delayed.peek().dueNanos() >= 0) {
            Want want = delayed.remove().want();
            if (want.state() == State.DELAYED) {
                due.add(want);
            }
        }
        return due;
    }

    void remove(Want want) {
        want.state(State.GONE);
        wants.remove(want.id(), want);
    }

    /** Forgets what nobody is left to supply. */
    void sweep() {
        for (Want want : List.copyOf(wants.values())) {
            boolean idle = want.state() == State.WAITING || want.state() == State.DELAYED;
            if (idle && want.usable().isEmpty()) {
                remove(want);
            }
        }
    }

    /** Wanted ids that somebody who is not silent may supply. */
    int credible() {
        int count = 0;
        for (Want want : wants.values()) {
            if (want.state() == State.JUDGING || want.credible()) {
                count++;
            }
        }
        return count;
    }

    int size() {
        return wants.size();
    }

    boolean isEmpty() {
        return wants.isEmpty();
    }

    /** Entries of the queue of delays, settled ones included. */
    int delays() {
        return delayed.size();
    }
}
