package network.ian.core.evaluation;

import java.util.function.BooleanSupplier;
import java.util.function.Function;
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
    private final ResultCache decided = new ResultCache(CACHED_RESULTS);
    private final UndecidedPacks undecided = new UndecidedPacks();

    /** @param wallTimeNanos longest run on this node, in nanoseconds */
    public Evaluator(Evaluation evaluation, MonotonicClock clock, long wallTimeNanos) {
        this.evaluation = evaluation;
        this.clock = clock;
        this.wallTimeNanos = wallTimeNanos;
    }

    public boolean mayTakeSeconds() {
        return evaluation.mayTakeSeconds();
    }

    /**
     * Evaluates {@code pack}, or answers from the cache; the key is the pack's hash, so it cannot be forged. What could not be
     * decided is evaluated again after {@link UndecidedPacks#REMEMBERED_SECONDS}, not before.
     */
    public EvaluationResult evaluate(Hash packHash, AgentPack pack) {
        return decided.find(packHash)
                .or(() -> undecided.find(packHash, clock.nanos()))
                .orElseGet(() -> evaluateNew(packHash, pack));
    }

    /** Evaluates {@code pack} and draws its curve; nothing is remembered. */
    public CurveResult curve(Hash packHash, AgentPack pack) {
        return guarded(packHash, time -> evaluation.curve(pack, time), CurveResult.Undecided::new);
    }

    private EvaluationResult evaluateNew(Hash packHash, AgentPack pack) {
        EvaluationResult result = run(packHash, pack);
        if (result instanceof EvaluationResult.Undecided open) {
            return undecided.put(packHash, open, clock.nanos());
        }
        decided.put(packHash, result);
        return result;
    }

    private EvaluationResult run(Hash packHash, AgentPack pack) {
        return guarded(packHash, time -> evaluation.evaluate(pack, time), EvaluationResult.Undecided::new);
    }

    private <T> T guarded(Hash packHash, Function<BooleanSupplier, T> run, Function<String, T> open) {
        try {
            return run.apply(new OutOfTime(clock.nanos()));
        } catch (OutOfMemoryError | StackOverflowError e) {
            LOG.atWarn().addKeyValue("pack_hash", packHash).log("Evaluation ran out of memory: undecided here");
            return open.apply("this node ran out of memory");
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("pack_hash", packHash).setCause(e).log("Evaluation failed: undecided here");
            return open.apply("this node failed to evaluate the pack");
        }
    }

    /** Reads the clock at every eighth question only: a harness may ask a million times a second. One thread. */
    private final class OutOfTime implements BooleanSupplier {

        private static final int QUESTIONS_PER_LOOK = 8;

        private final long startedNanos;
        private int questions;

        OutOfTime(long startedNanos) {
            this.startedNanos = startedNanos;
        }

        @Override
        public boolean getAsBoolean() {
            return ++questions % QUESTIONS_PER_LOOK == 0 && clock.nanos() - startedNanos > wallTimeNanos;
        }
    }
}
