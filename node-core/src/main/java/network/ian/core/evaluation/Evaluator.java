package network.ian.core.evaluation;

import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
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
     * decided is evaluated again after as many seconds as the answer says, not before.
     */
    public EvaluationResult evaluate(Hash packHash, AgentPack pack) {
        return decided.find(packHash)
                .or(() -> undecided.find(packHash, clock.nanos()))
                .orElseGet(() -> evaluateNew(packHash, pack));
    }

    /** Makes the next {@link #evaluate} run a pack that could not be decided, however short ago that was. */
    public void forgetUndecided(Hash packHash) {
        undecided.forget(packHash);
    }

    /** Evaluates {@code pack} and draws its curve; nothing is remembered. */
    public CurveResult curve(Hash packHash, AgentPack pack) {
        OutOfTime time = new OutOfTime(clock.nanos());
        return guarded(packHash, () -> evaluation.curve(pack, time), CurveResult.Undecided::new);
    }

    private EvaluationResult evaluateNew(Hash packHash, AgentPack pack) {
        OutOfTime time = new OutOfTime(clock.nanos());
        EvaluationResult result =
                guarded(packHash, () -> evaluation.evaluate(pack, time), EvaluationResult.Undecided::new);
        if (result instanceof EvaluationResult.Undecided open) {
            int seconds = time.isOver ? UndecidedPacks.SECONDS_OUT_OF_TIME : UndecidedPacks.SECONDS_OTHERWISE;
            return undecided.put(packHash, open, seconds, clock.nanos());
        }
        decided.put(packHash, result);
        return result;
    }

    private static <T> T guarded(Hash packHash, Supplier<T> run, Function<String, T> open) {
        try {
            return run.get();
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
        private boolean isOver;

        OutOfTime(long startedNanos) {
            this.startedNanos = startedNanos;
        }

        @Override
        public boolean getAsBoolean() {
            isOver |= ++questions % QUESTIONS_PER_LOOK == 0 && clock.nanos() - startedNanos > wallTimeNanos;
            return isOver;
        }
    }
}
