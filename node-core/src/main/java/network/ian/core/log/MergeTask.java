package network.ian.core.log;

import java.util.concurrent.Callable;

/**
 * Merges pending entries into the order as it was when the task was made. A pure computation that touches nothing of the
 * writer's: run it on any thread and hand the result to {@link GoalLog#finishMerge}.
 */
public final class MergeTask implements Callable<MergeTask.Merged> {

    private final CanonicalSequence.View base;
    private final EntryColumns columns;
    private final int frozenSize;
    private final int[] pending;

    /** The order with the pending entries in it. */
    public static final class Merged {

        private final MergeTask task;
        private final CanonicalSequence sequence;
        private final int[] sorted;

        private Merged(MergeTask task, CanonicalSequence sequence, int[] sorted) {
            this.task = task;
            this.sequence = sequence;
            this.sorted = sorted;
        }

        MergeTask task() {
            return task;
        }

        CanonicalSequence sequence() {
            return sequence;
        }

        int[] sorted() {
            return sorted;
        }
    }

    MergeTask(CanonicalSequence.View base, EntryColumns columns, int frozenSize, int[] pending) {
        this.base = base;
        this.columns = columns;
        this.frozenSize = frozenSize;
        this.pending = pending;
    }

    /** Number of entries that the merge brings into the order. */
    public int pendingCount() {
        return pending.length;
    }

    /** Number of entries that had arrived when the task was made. */
    int entryCount() {
        return columns.size();
    }

    @Override
    public Merged call() {
        int[] sorted = pending.clone();
        KeyOrder.sort(sorted, columns);
        CanonicalSequence sequence = base.fork();
        sequence.insert(frozenSize, sorted, columns);
        return new Merged(this, sequence, sorted);
    }
}
