package network.ian.p2p.sync;

import java.util.ArrayDeque;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.wire.Message;

/** Queries of one peer that came while its link was full, in the order in which they came. */
final class WaitingQueries {

    /** The longest query and some of the usual ones; an honest peer has one under way for each goal. */
    static final int BYTES = 256 << 10;

    /** Well before {@link OwnSession#ANSWER_WITHIN_NANOS}, when whoever asked would take the answer for lost. */
    static final long LONGEST_NANOS = 10_000_000_000L;

    /** What a query costs beside its payload. */
    private static final int OVERHEAD = 256;

    private final ArrayDeque<Query> queue = new ArrayDeque<>();
    private int bytes;

    /** One that waits. */
    record Query(GoalSet goal, Message.Reconcile message, long sinceNanos) {

        private int cost() {
            return message.payload().size() + OVERHEAD;
        }
    }

    /** False if too much waits already. */
    boolean add(Query query) {
        if (bytes + query.cost() > BYTES) {
            return false;
        }
        queue.add(query);
        bytes += query.cost();
        return true;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Takes out the one that has waited longest; there must be one. */
    Query next() {
        Query query = queue.remove();
        bytes -= query.cost();
        return query;
    }

    /** Whether the one that has waited longest is to wait no more. */
    boolean overdue(long nowNanos) {
        return !queue.isEmpty() && nowNanos - queue.element().sinceNanos() >= LONGEST_NANOS;
    }
}
