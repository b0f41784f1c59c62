package network.ian.api.equity;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import network.ian.api.http.Answer;
import network.ian.api.http.RefusedException;
import network.ian.core.crypto.Hash;
import network.ian.core.evaluation.CurveResult;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.NamedThreads;

/**
 * Draws equity curves on a thread of its own, each once however many ask. An evaluation costs processor time, so drawing has a
 * budget: a tenth of one processor, as nobody may keep the node from its work by asking for pictures. Thread-safe.
 */
public final class EquityCurves implements AutoCloseable {

    /** A curve of 500 points is some 30 KB. */
    private static final int MAX_CURVES = 128;

    private static final int MAX_WAITING = 16;
    private static final int BUSY_RETRY_SECONDS = 1;
    private static final double SHARE = 0.1;
    private static final Duration SAVED = Duration.ofSeconds(2);

    private final MonotonicClock ticker;
    private final CpuBudget budget;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            0, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), NamedThreads.daemon("equity"));
    private final AsyncCache<Key, CurveResult> curves = Caffeine.newBuilder()
            .maximumSize(MAX_CURVES)
            .executor(Runnable::run)
            .buildAsync();

    /** A curve follows from these two alone. */
    private record Key(Hash topic, Hash packHash) {}

    public EquityCurves(MonotonicClock ticker) {
        this.ticker = ticker;
        this.budget = new CpuBudget(SHARE, SAVED.toNanos(), ticker);
    }

    /**
     * The curve of a pack, now or later.
     *
     * @param topic of the goal
     * @param drawing what to do if nobody has done it yet; only what it comes to as {@link CurveResult.Drawn} is kept
     * @throws RefusedException 503 if too much was asked for
     */
    public CompletableFuture<CurveResult> of(Hash topic, Hash packHash, Supplier<CurveResult> drawing) {
        Key key = new Key(topic, packHash);
        try {
            return curves.get(key, (wanted, executor) -> start(drawing)).thenApply(result -> {
                if (!(result instanceof CurveResult.Drawn)) {
                    curves.asMap().remove(key);
                }
                return result;
            });
        } catch (RejectedExecutionException e) {
            throw refused("too many curves are being drawn", BUSY_RETRY_SECONDS);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private CompletableFuture<CurveResult> start(Supplier<CurveResult> drawing) {
        int waitSeconds = budget.secondsToWait();
        if (waitSeconds > 0) {
            throw refused("curves take too much of the processor now", waitSeconds);
        }
        return CompletableFuture.supplyAsync(() -> draw(drawing), thread);
    }

    private CurveResult draw(Supplier<CurveResult> drawing) {
        long started = ticker.nanos();
        try {
            return drawing.get();
        } finally {
            budget.spend(ticker.nanos() - started);
        }
    }

    private static RefusedException refused(String sentence, int seconds) {
        return new RefusedException(Answer.refused(503, sentence).retryAfter(seconds));
    }
}
