package network.ian.core.evaluation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.BooleanSupplier;
import network.ian.core.contribution.AgentPack;
import network.ian.core.crypto.Hash;
import network.ian.core.runtime.MonotonicClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one goal's evaluation with this node's own limits round it and remembers the answers that every node shares.
 * Whatever goes wrong on this machine alone is Undecided. Thread-safe.
 */
public final class Evaluator {

    private static final Logger LOG = LoggerFactory.getLogger(Evaluator.class);
    private static final int CACHED_RESULTS = 16_384;

    private final Evaluation evaluation;
    private final MonotonicClock clock;
    private final long wallTimeNanos;
    private final Cache<Hash, EvaluationResult> decided = Caffeine.newBuilder()
            .maximumSize(CACHED_RESULTS)
            // Not on the common pool: a task for each result there costs more than the upkeep itself.
            .executor(Runnable::run)
            .build();

    /** @param wallTimeNanos longest run on this node, in nanoseconds */
    public Evaluator(Evaluation evaluation, MonotonicClock clock, long wallTimeNanos) {
        this.evaluation = evaluation;
        this.clock = clock;
        this.wallTimeNanos = wallTimeNanos;
    }

    /** Evaluates {@code pack}, or answers from the cache; the key is the pack's hash, so it cannot be forged. */
    public EvaluationResult evaluate(Hash packHash, AgentPack pack) {
        EvaluationResult known = decided.getIfPresent(packHash);
        if (known != null) {
            return known;
        }
        EvaluationResult result = run(packHash, pack);
        if (!(result instanceof EvaluationResult.Undecided)) {
            decided.put(packHash, result);
        }
        return result;
    }

    private EvaluationResult run(Hash packHash, AgentPack pack) {
        long started = clock.nanos();
        BooleanSupplier outOfTime = () -> clock.nanos() - started > wallTimeNanos;
        try {
            return evaluation.evaluate(pack, outOfTime);
        } catch (OutOfMemoryError | StackOverflowError e) {
            LOG.atWarn().addKeyValue("pack_hash", packHash).log("Evaluation ran out of memory: undecided here");
            return new EvaluationResult.Undecided("this node ran out of memory");
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("pack_hash", packHash).setCause(e).log("Evaluation failed: undecided here");
            return new EvaluationResult.Undecided("this node failed to evaluate the pack");
        }
    }
}
