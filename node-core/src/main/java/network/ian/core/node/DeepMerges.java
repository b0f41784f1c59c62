package network.ian.core.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import network.ian.core.log.GoalLog;
import network.ian.core.log.LogChange;
import network.ian.core.log.MergeSchedule;
import network.ian.core.log.MergeTask;
import network.ian.core.runtime.WorkerPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings deep entries into a goal's order: computed on another thread, taken over by the owner. Every method is for the
 * owner's thread.
 */
final class DeepMerges {

    /** Entries that may wait before the owner stops appending and merges. */
    static final int MAX_PENDING = 65_536;

    private static final Logger LOG = LoggerFactory.getLogger(DeepMerges.class);

    private final GoalLog log;
    private final MergeSchedule schedule;
    private final WorkerPool pool;
    private Optional<CompletableFuture<MergeTask.Merged>> running = Optional.empty();

    DeepMerges(GoalLog log, MergeSchedule schedule, WorkerPool pool) {
        this.log = log;
        this.schedule = schedule;
        this.pool = pool;
    }

    /** Starts a merge if one is due, and takes over one that is done. Never waits, unless too many entries do. */
    Optional<LogChange> advance() {
        if (log.pendingCount() > MAX_PENDING) {
            return Optional.of(mergeNow());
        }
        if (running.isEmpty()) {
            start();
            return Optional.empty();
        }
        return running.get().isDone() ? takeOver() : Optional.empty();
    }

    /** Merges everything that waits, on this thread. */
    LogChange mergeNow() {
        Optional<LogChange> first = running.isPresent() ? takeOver() : Optional.empty();
        Optional<MergeTask> rest = log.startMerge();
        LogChange change = rest.map(task -> log.finishMerge(task.call()))
                .orElseGet(() -> new LogChange(log.size(), log.size(), log.size(), List.of()));
        return first.map(before -> joined(before, change)).orElse(change);
    }

    private void start() {
        if (log.pendingCount() == 0 || !schedule.mayStart()) {
            return;
        }
        MergeTask task = log.startMerge().orElseThrow();
        schedule.started();
        running = pool.submit(task);
        if (running.isEmpty()) {
            log.abandonMerge();
            schedule.ended();
        }
    }

    private Optional<LogChange> takeOver() {
        try {
            MergeTask.Merged merged = running.orElseThrow().join();
            return Optional.of(log.finishMerge(merged));
        } catch (CompletionException | CancellationException e) {
            LOG.atError().setCause(e).log("A deep merge failed; its entries wait for the next");
            log.abandonMerge();
            return Optional.empty();
        } finally {
            running = Optional.empty();
            schedule.ended();
        }
    }

    private static LogChange joined(LogChange a, LogChange b) {
        List<Integer> placed = new ArrayList<>(a.placed());
        placed.addAll(b.placed());
        return new LogChange(Math.min(a.lowestChanged(), b.lowestChanged()), a.sizeBefore(), b.sizeAfter(), placed);
    }
}
