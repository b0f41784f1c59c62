package network.ian.api.equity;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import network.ian.api.http.RefusedException;
import network.ian.core.crypto.Hash;
import network.ian.core.evaluation.CurveResult;
import network.ian.core.runtime.MonotonicClock;

/**
 * Draws equity curves on threads of its own, each curve once however many ask. An evaluation costs processor time, so drawing has a
 * budget: a tenth of one processor for each lane, as nobody may keep the node from its work by asking for pictures. Thread-safe.
 */
public final class EquityCurves implements AutoCloseable {

    /** Which thread draws: agents that may run for seconds hold up none that take microseconds. */
    public enum Lane {
        QUICK,
        /** For goals whose single evaluation may take seconds. */
        SLOW
    }

    /** A curve of 500 points is some 30 KB. */
    private static final int MAX_CURVES = 128;

    private static final long UNDECIDED_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final MonotonicClock ticker;
    private final Map<Lane, CurveLane> lanes = new EnumMap<>(Lane.class);
    private final AsyncCache<Key, CurveResult> curves = Caffeine.newBuilder()
            .maximumSize(MAX_CURVES)
            .executor(Runnable::run)
            .buildAsync();
    private final Cache<Key, Undrawn> undrawn = Caffeine.newBuilder()
            .maximumSize(MAX_CURVES)
            .executor(Runnable::run)
            .build();

    /** A curve follows from these two alone. */
    private record Key(Hash topic, Hash packHash) {}

    /** What this node could not draw, and until when it does not try again. */
    private record Undrawn(String detail, long untilNanos) {}

    public EquityCurves(MonotonicClock ticker) {
        this.ticker = ticker;
        lanes.put(Lane.QUICK, new CurveLane("equity", ticker));
        lanes.put(Lane.SLOW, new CurveLane("equity-agents", ticker));
    }

    /**
     * The curve of a pack, now or later.
     *
     * @param topic of the goal
     * @param drawing what to do if nobody has done it yet; what it comes to is kept as {@link CurveResult.Drawn}, and for a minute as
     *     {@link CurveResult.Undecided}
     * @throws RefusedException 503 if too much was asked for, or this node could not draw the curve a moment ago
     */
    public CompletableFuture<CurveResult> of(Lane lane, Hash topic, Hash packHash, Supplier<CurveResult> drawing) {
        Key key = new Key(topic, packHash);
        requireUntried(key);
        return curves.get(key, (wanted, executor) -> lanes.get(lane).draw(drawing))
                .thenApply(result -> {
                    forgetUnlessDrawn(key, result);
                    return result;
                });
    }

    @Override
    public void close() {
        lanes.values().forEach(CurveLane::close);
    }

    private void requireUntried(Key key) {
        Undrawn tried = undrawn.getIfPresent(key);
        long left = tried == null ? 0 : tried.untilNanos - ticker.nanos();
        if (left > 0) {
            int seconds = (int) ((left + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND);
            throw CurveLane.refused("the curve was not drawn: " + tried.detail, seconds);
        }
    }

    private void forgetUnlessDrawn(Key key, CurveResult result) {
        if (result instanceof CurveResult.Undecided undecided) {
            undrawn.put(key, new Undrawn(undecided.detail(), ticker.nanos() + UNDECIDED_NANOS));
        }
        if (!(result instanceof CurveResult.Drawn)) {
            curves.asMap().remove(key);
        }
    }
}
