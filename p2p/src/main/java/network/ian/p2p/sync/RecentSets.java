package network.ian.p2p.sync;

import java.util.ArrayDeque;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.wire.Fingerprint;
import network.ian.p2p.wire.Head;

/**
 * What this node's set was in the last moments. Under load two nodes hardly ever have equal sets at once, but one that
 * is only a moment behind names a set that the other had before: no reason to reconcile.
 */
final class RecentSets {

    static final int CAPACITY = 128;

    /** Gossip is given this long to deliver everywhere. */
    static final long SETTLING_NANOS = 3_000_000_000L;

    private final ArrayDeque<Moment> moments = new ArrayDeque<>();

    private record Moment(long nanos, int entries, Fingerprint set) {}

    RecentSets(GoalSet goal, long nowNanos) {
        moments.add(moment(goal, nowNanos));
    }

    void grown(GoalSet goal, long nowNanos) {
        moments.add(moment(goal, nowNanos));
        if (moments.size() > CAPACITY) {
            moments.removeFirst();
        }
    }

    /** Whether the set was this at some moment that is remembered. */
    boolean had(Head head) {
        for (Moment moment : moments) {
            if (moment.entries() == head.entries() && moment.set().equals(head.set())) {
                return true;
            }
        }
        return false;
    }

    /** Entries below this ordinal are older than gossip takes. */
    int settled(long nowNanos) {
        int settled = moments.getFirst().entries();
        for (Moment moment : moments) {
            if (nowNanos - moment.nanos() < SETTLING_NANOS) {
                break;
            }
            settled = moment.entries();
        }
        return settled;
    }

    private static Moment moment(GoalSet goal, long nowNanos) {
        return new Moment(nowNanos, goal.size(), goal.sums().fingerprint(0, goal.size()));
    }
}
