package network.ian.core.node;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Contributions answered since the goal's first start: saved with the node's state, so that a crash may lose the last
 * minute of rejections, never an accepted one (those are counted from the log). Thread-safe.
 */
public final class GoalCounters {

    private final AtomicLong rejected;

    GoalCounters(long rejectedBefore) {
        this.rejected = new AtomicLong(rejectedBefore);
    }

    void countRejected() {
        rejected.incrementAndGet();
    }

    /** Contributions answered with {@code accepted:false}, duplicates included. */
    public long rejected() {
        return rejected.get();
    }
}
