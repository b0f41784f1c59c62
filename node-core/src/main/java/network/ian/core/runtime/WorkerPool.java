package network.ian.core.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A fixed number of threads behind a bounded queue. A full or closed pool refuses at once and says so in the return
 * value, so that the caller can answer "overloaded" instead of piling up work. Thread-safe.
 */
public final class WorkerPool implements AutoCloseable {

    /** Agents may call deep; the sandbox counts their stack so that a quarter of this is enough for it (docs/AGENTS.md). */
    public static final int STACK_BYTES = 4 * 1024 * 1024;

    private static final Duration CLOSE_GRACE = Duration.ofSeconds(5);

    private final int queueCapacity;
    private final ThreadPoolExecutor executor;

    /**
     * @param name prefix of the threads' names
     * @param threads number of threads, 1 or more
     * @param queueCapacity most tasks that wait, 1 or more
     */
    public WorkerPool(String name, int threads, int queueCapacity) {
        this.queueCapacity = queueCapacity;
        this.executor = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queueCapacity),
                NamedThreads.daemon(name).withStack(STACK_BYTES),
                new ThreadPoolExecutor.AbortPolicy());
    }

    /** Hands over a task. An exception in it is logged and costs no thread. False if the pool is full or closed. */
    public boolean offer(Runnable task) {
        try {
            executor.execute(task);
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    /**
     * Hands over a task with an answer. The future completes exceptionally with whatever the task throws, and is
     * cancelled if the pool closes before the task starts.
     *
     * @return empty if the pool is full or closed
     */
    public <T> Optional<CompletableFuture<T>> submit(Callable<T> task) {
        Answering<T> answering = new Answering<>(task, new CompletableFuture<>());
        return offer(answering) ? Optional.of(answering.answer) : Optional.empty();
    }

    /** Tasks that wait now, 0 to {@link #queueCapacity}. */
    public int queued() {
        return executor.getQueue().size();
    }

    public int queueCapacity() {
        return queueCapacity;
    }

    /** Tasks that run now, 0 to {@link #threads}; approximate. */
    public int running() {
        return executor.getActiveCount();
    }

    public int threads() {
        return executor.getMaximumPoolSize();
    }

    /**
     * Takes no more tasks, lets those taken finish for {@code grace}, then interrupts the running ones and drops the
     * waiting ones.
     *
     * @return whether every task finished by itself
     */
    public boolean close(Duration grace) {
        executor.shutdown();
        boolean finished = false;
        try {
            finished = executor.awaitTermination(grace.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!finished) {
            executor.shutdownNow().forEach(WorkerPool::cancel);
        }
        return finished;
    }

    /** Closes with a grace of 5 s. */
    @Override
    public void close() {
        close(CLOSE_GRACE);
    }

    private static void cancel(Runnable dropped) {
        if (dropped instanceof Answering<?> answering) {
            answering.answer.cancel(false);
        }
    }

    private record Answering<T>(Callable<T> task, CompletableFuture<T> answer) implements Runnable {

        @Override
        @SuppressWarnings("CatchingUnchecked") // whatever the task throws belongs to whoever waits for the answer
        public void run() {
            try {
                answer.complete(task.call());
            } catch (Throwable thrown) {
                answer.completeExceptionally(thrown);
            }
        }
    }
}
