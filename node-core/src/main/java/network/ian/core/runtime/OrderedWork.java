package network.ian.core.runtime;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Runs tasks on a pool and hands their results on in the order in which the tasks came, on the caller's thread. Holds a
 * bounded number of tasks and results: a caller that is ahead waits. For one caller at a time.
 */
public final class OrderedWork<T> {

    private final WorkerPool pool;
    private final int window;
    private final Consumer<? super T> sink;
    private final Queue<CompletableFuture<T>> running = new ArrayDeque<>();

    /**
     * Starts empty.
     *
     * @param pool used by nobody else
     * @param window most tasks that are not handed on, 1 to the pool's queue capacity
     */
    public OrderedWork(WorkerPool pool, int window, Consumer<? super T> sink) {
        if (window < 1 || window > pool.queueCapacity()) {
            throw new IllegalArgumentException("window is " + window + ", not 1 to " + pool.queueCapacity());
        }
        this.pool = pool;
        this.window = window;
        this.sink = sink;
    }

    /**
     * Adds a task; waits for the oldest one where the window is full.
     *
     * @throws java.util.concurrent.CompletionException if the oldest task threw
     */
    public void submit(Callable<T> task) {
        if (running.size() == window) {
            handOn();
        }
        running.add(pool.submit(task).orElseThrow(() -> new IllegalStateException("the pool is closed")));
    }

    /** Waits for every task and hands on what is left. */
    public void finish() {
        while (!running.isEmpty()) {
            handOn();
        }
    }

    private void handOn() {
        sink.accept(running.remove().join());
    }
}
