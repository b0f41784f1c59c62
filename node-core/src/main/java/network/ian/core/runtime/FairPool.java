package network.ian.core.runtime;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * A {@link WorkerPool} for long tasks, whose sources take turns: one that hands in many waits for itself, and none may fill more
 * than half of the queue. Thread-safe.
 */
public final class FairPool implements AutoCloseable {

    private final WorkerPool pool;
    private final int mostOfOneSource;
    /** By source, the one whose turn it is first; as many tasks as the pool has turns to run. Guarded by this. */
    private final Map<String, ArrayDeque<Waiting<?>>> waiting = new LinkedHashMap<>();

    /** Parameters as for {@link WorkerPool#WorkerPool}. */
    public FairPool(String name, int threads, int queueCapacity) {
        this.pool = new WorkerPool(name, threads, queueCapacity);
        this.mostOfOneSource = Math.max(1, queueCapacity / 2);
    }

    /**
     * Hands over a task with an answer, as {@link WorkerPool#submit}.
     *
     * @param source whose turn it takes
     * @return empty if the pool is full or closed, or the source has its half of the queue
     */
    public synchronized <T> Optional<CompletableFuture<T>> submit(String source, Callable<T> task) {
        ArrayDeque<Waiting<?>> own = waiting.getOrDefault(source, new ArrayDeque<>());
        if (own.size() >= mostOfOneSource) {
            return Optional.empty();
        }
        Waiting<T> newest = new Waiting<>(task, new CompletableFuture<>());
        return pool.submit(this::runNext).map(turn -> {
            own.add(newest);
            waiting.putIfAbsent(source, own);
            // A turn that the closing pool drops takes a task with it; which one is all the same.
            turn.exceptionally(dropped -> {
                next().answer.cancel(false);
                return true;
            });
            return newest.answer;
        });
    }

    /** Most tasks of one source that wait. */
    public int mostOfOneSource() {
        return mostOfOneSource;
    }

    /** Tasks that wait now, 0 to {@link #queueCapacity}. */
    public int queued() {
        return pool.queued();
    }

    public int queueCapacity() {
        return pool.queueCapacity();
    }

    /** Tasks that run now, 0 to {@link #threads}; approximate. */
    public int running() {
        return pool.running();
    }

    public int threads() {
        return pool.threads();
    }

    /** As {@link WorkerPool#close(Duration)}. */
    public boolean close(Duration grace) {
        return pool.close(grace);
    }

    @Override
    public void close() {
        pool.close();
    }

    private boolean runNext() {
        next().run();
        return true;
    }

    private synchronized Waiting<?> next() {
        Iterator<Map.Entry<String, ArrayDeque<Waiting<?>>>> sources =
                waiting.entrySet().iterator();
        Map.Entry<String, ArrayDeque<Waiting<?>>> first = sources.next();
        sources.remove();
        Waiting<?> task = first.getValue().remove();
        if (!first.getValue().isEmpty()) {
            waiting.put(first.getKey(), first.getValue());
        }
        return task;
    }

    private record Waiting<T>(Callable<T> task, CompletableFuture<T> answer) {

        @SuppressWarnings("CatchingUnchecked") // whatever the task throws belongs to whoever waits for the answer
        void run() {
            try {
                answer.complete(task.call());
            } catch (Throwable thrown) {
                answer.completeExceptionally(thrown);
            }
        }
    }
}
