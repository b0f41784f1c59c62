package network.ian.api.equity;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import network.ian.api.http.Answer;
import network.ian.api.http.RefusedException;
import network.ian.core.evaluation.CurveResult;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.NamedThreads;
import network.ian.core.runtime.WorkerPool;

/** A thread that draws curves one after the other, its queue and its share of the processor. Thread-safe. */
final class CurveLane implements AutoCloseable {

    private static final int MAX_WAITING = 16;
    private static final int BUSY_RETRY_SECONDS = 1;
    private static final double SHARE = 0.1;
    private static final long SAVED_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final MonotonicClock ticker;
    private final CpuBudget budget;
    private final ThreadPoolExecutor thread;

    /** @param name of the thread, whose stack is a worker's: an agent may call as deep here as it did there */
    CurveLane(String name, MonotonicClock ticker) {
        this.ticker = ticker;
        this.budget = new CpuBudget(SHARE, SAVED_NANOS, ticker);
        this.thread = new ThreadPoolExecutor(
                0,
                1,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_WAITING),
                NamedThreads.daemon(name).withStack(WorkerPool.STACK_BYTES));
    }

    /**
     * Draws a curve when its turn comes.
     *
     * @throws RefusedException 503 if too many wait or the share is used up; the future ends with it if that is so at its turn
     */
    CompletableFuture<CurveResult> draw(Supplier<CurveResult> drawing) {
        requireBudget();
        try {
            return CompletableFuture.supplyAsync(() -> drawNow(drawing), thread);
        } catch (RejectedExecutionException e) {
            throw refused("too many curves are being drawn", BUSY_RETRY_SECONDS);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private CurveResult drawNow(Supplier<CurveResult> drawing) {
        // Those in front of it may have overdrawn: a queue of slow curves must not run on for minutes.
        requireBudget();
        long started = ticker.nanos();
        try {
            return drawing.get();
        } finally {
            budget.spend(ticker.nanos() - started);
        }
    }

    private void requireBudget() {
        int waitSeconds = budget.secondsToWait();
        if (waitSeconds > 0) {
            throw refused("curves take too much of the processor now", waitSeconds);
        }
    }

    static RefusedException refused(String sentence, int seconds) {
        return new RefusedException(Answer.refused(503, sentence).retryAfter(seconds));
    }
}
