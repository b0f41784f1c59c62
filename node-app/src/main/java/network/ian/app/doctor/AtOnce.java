package network.ian.app.doctor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.NamedThreads;

/** Does what may take long side by side, and waits no longer than it was given; what is not over then is left behind. */
final class AtOnce implements AutoCloseable {

    private static final int THREADS = 24;
    private static final int WAITING = 256;

    private final MonotonicClock ticker;
    private final ExecutorService threads;
    private final long startedNanos;

    /** Time runs from here on. */
    AtOnce(MonotonicClock ticker) {
        this.ticker = ticker;
        this.startedNanos = ticker.nanos();
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                1,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING),
                NamedThreads.daemon("doctor"));
    }

    <T> CompletableFuture<T> start(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, threads);
    }

    /**
     * Its result.
     *
     * @param until since the time began to run
     * @param late what stands for it if it is not over then
     */
    <T> T await(CompletableFuture<T> work, Duration until, T late) {
        long left = Math.max(0, until.toNanos() - (ticker.nanos() - startedNanos));
        try {
            return work.get(left, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return late;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return late;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
