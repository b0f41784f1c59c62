package network.ian.p2p.finality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import network.ian.core.crypto.Hash;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Peer;

/**
 * Entries of one goal that an anchored prefix has and this node lacks: asked for through the synchronization again and again,
 * ever less often, until they are admitted or refused.
 */
final class MissingEntries {

    static final int CAPACITY = 65_536;

    /** Handed to the synchronization at a time. */
    static final int AT_ONCE = 4_096;

    static final long AGAIN_NANOS = 15_000_000_000L;

    /** What is not named again for so long was in an anchor that counts no more. */
    static final long KEPT_NANOS = 1_800_000_000_000L;

    private static final int DOUBLINGS = 5;

    private final Shared shared;
    private final GoalSet goal;
    private final Map<Hash, Long> namedNanos = new HashMap<>();
    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparingLong(Due::nanos).thenComparingLong(Due::sequence));
    private long sequence;

    private record Due(long nanos, long sequence, Hash id, int tries) {}

    MissingEntries(Shared shared, GoalSet goal) {
        this.shared = shared;
        this.goal = goal;
    }

    /** Adds what is not known to be missing; what there is no room for comes by reconciliation. */
    void add(List<Hash> ids) {
        long now = shared.now();
        for (Hash id : ids) {
            if (namedNanos.containsKey(id)) {
                namedNanos.put(id, now);
            } else if (shared.intake().refused(goal, id)) {
                shared.around().prefixes().refused(goal.topic(), id);
            } else if (namedNanos.size() < CAPACITY && !goal.contains(id)) {
                namedNanos.put(id, now);
                queue.add(new Due(now, sequence++, id, 0));
            }
        }
    }

    /** Asks for what is due, if there is anybody to ask; {@code sources} in the order to ask. */
    void ask(List<Peer> sources) {
        long now = shared.now();
        List<Hash> due = new ArrayList<>();
        while (!sources.isEmpty()
                && due.size() < AT_ONCE
                && !queue.isEmpty()
                && now - queue.peek().nanos() >= 0) {
            Due next = queue.remove();
            if (stillMissing(next.id(), now)) {
                due.add(next.id());
                long delay = AGAIN_NANOS << Math.min(next.tries(), DOUBLINGS);
                queue.add(new Due(now + delay, sequence++, next.id(), next.tries() + 1));
            }
        }
        if (!due.isEmpty()) {
            shared.sync().missing(goal, due, sources);
        }
    }

    /** The goal's rules refused an entry for good. */
    void refused(Hash id) {
        if (namedNanos.remove(id) != null) {
            shared.around().prefixes().refused(goal.topic(), id);
        }
    }

    boolean isEmpty() {
        return namedNanos.isEmpty();
    }

    int size() {
        return namedNanos.size();
    }

    private boolean stillMissing(Hash id, long now) {
        Long named = namedNanos.get(id);
        if (named == null) {
            return false;
        }
        if (goal.contains(id) || now - named > KEPT_NANOS) {
            namedNanos.remove(id);
            return false;
        }
        if (shared.intake().refused(goal, id)) {
            refused(id);
            return false;
        }
        return true;
    }
}
