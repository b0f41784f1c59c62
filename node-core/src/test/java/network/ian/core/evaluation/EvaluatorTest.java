package network.ian.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.AgentPack;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.ingest.ClockWindow;
import network.ian.core.verdict.Metrics;
import network.ian.core.verdict.Reason;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

    private static final AgentPack PACK = new AgentPack(
            "1",
            Bytes.wrap(new byte[1]),
            JsonNodeFactory.instance.objectNode(),
            Optional.empty(),
            Optional.empty(),
            new TreeMap<>());
    private static final EvaluationResult MEASURED = new EvaluationResult.Measured(new Metrics(1, 0, 0, 0, 0, 1, 1));

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void evaluatesAPackOnce() {
        Evaluator evaluator = new Evaluator((pack, interrupted) -> counted(MEASURED), now::get, 1);
        for (int i = 0; i < 3; i++) {
            assertThat(evaluator.evaluate(hash(1), PACK)).isEqualTo(MEASURED);
        }
        assertThat(runs).hasValue(1);
        evaluator.evaluate(hash(2), PACK);
        assertThat(runs).hasValue(2);
    }

    @Test
    void asksAgainAboutWhatIsUndecidedButNotAtOnce() {
        EvaluationResult[] answer = {new EvaluationResult.Undecided("busy")};
        Evaluator evaluator = new Evaluator((pack, interrupted) -> counted(answer[0]), now::get, 1);
        assertThat(evaluator.evaluate(hash(1), PACK)).isEqualTo(new EvaluationResult.Undecided("busy", 3));
        now.addAndGet(SECOND / 2);
        assertThat(evaluator.evaluate(hash(1), PACK)).isEqualTo(new EvaluationResult.Undecided("busy", 3));
        now.addAndGet(2 * SECOND);
        assertThat(evaluator.evaluate(hash(1), PACK)).isEqualTo(new EvaluationResult.Undecided("busy", 1));
        assertThat(runs).hasValue(1);
        evaluator.evaluate(hash(2), PACK);
        assertThat(runs).as("another pack").hasValue(2);
        now.addAndGet(SECOND / 2);
        answer[0] = MEASURED;
        for (int i = 0; i < 2; i++) {
            assertThat(evaluator.evaluate(hash(1), PACK)).isEqualTo(MEASURED);
        }
        assertThat(runs).hasValue(3);
    }

    /** Whoever asks then: a stranger who keeps sending a pack does not keep others from having it decided. */
    @Test
    void askingDoesNotPutOffTheNextAttempt() {
        Evaluator evaluator =
                new Evaluator((pack, interrupted) -> counted(new EvaluationResult.Undecided("busy")), now::get, 1);
        evaluator.evaluate(hash(1), PACK);
        for (int i = 0; i < 3 * UndecidedPacks.SECONDS_OTHERWISE; i++) {
            now.addAndGet(SECOND);
            evaluator.evaluate(hash(1), PACK);
        }
        assertThat(runs).hasValue(1 + 3);
    }

    @Test
    void aSignedContributionGetsASecondAttemptAfterItsFirstTookTheWholeWallTime() {
        long wallTime = 60 * SECOND;
        Evaluator evaluator = new Evaluator(
                (pack, interrupted) -> {
                    if (runs.incrementAndGet() > 1) {
                        return MEASURED;
                    }
                    while (!interrupted.getAsBoolean()) {
                        now.addAndGet(SECOND);
                    }
                    return new EvaluationResult.Undecided("out of time");
                },
                now::get,
                wallTime);
        EvaluationResult.Undecided first = (EvaluationResult.Undecided) evaluator.evaluate(hash(1), PACK);
        assertThat(first.retrySeconds()).isEqualTo(15);
        now.addAndGet(first.retrySeconds() * SECOND);
        assertThat(now.get()).isLessThan(TimeUnit.MILLISECONDS.toNanos(ClockWindow.MAX_AGE_MS) * 3 / 4);
        assertThat(evaluator.evaluate(hash(1), PACK)).isEqualTo(MEASURED);
    }

    @Test
    void aFailureOfTheMachineIsForgottenSoon() {
        for (Throwable failure : List.of(new OutOfMemoryError(), new IllegalStateException())) {
            Evaluator evaluator = new Evaluator((pack, interrupted) -> sneaky(failure), now::get, 1);
            EvaluationResult.Undecided open = (EvaluationResult.Undecided) evaluator.evaluate(hash(1), PACK);
            assertThat(open.retrySeconds()).isEqualTo(3);
        }
    }

    @Test
    void whatIsForgottenRunsAtOnce() {
        EvaluationResult[] answer = {new EvaluationResult.Undecided("busy")};
        Evaluator evaluator = new Evaluator((pack, interrupted) -> counted(answer[0]), now::get, 1);
        evaluator.evaluate(hash(1), PACK);
        evaluator.forgetUndecided(hash(2));
        evaluator.evaluate(hash(1), PACK);
        assertThat(runs).hasValue(1);
        answer[0] = MEASURED;
        evaluator.forgetUndecided(hash(1));
        assertThat(evaluator.evaluate(hash(1), PACK)).isEqualTo(MEASURED);
    }

    @Test
    void theOldestUndecidedPackIsForgottenFirst() {
        UndecidedPacks packs = new UndecidedPacks();
        for (int i = 0; i <= UndecidedPacks.CAPACITY; i++) {
            packs.put(number(i), new EvaluationResult.Undecided("busy"), 3, 0);
        }
        assertThat(packs.find(number(0), 1)).isEmpty();
        assertThat(packs.find(number(1), 1)).isPresent();
        assertThat(packs.find(number(UndecidedPacks.CAPACITY), 1)).isPresent();
    }

    @Test
    void interruptsAnEvaluationThatTakesTooLong() {
        Evaluator evaluator = new Evaluator(
                (pack, interrupted) -> {
                    int steps = 0;
                    while (!interrupted.getAsBoolean()) {
                        now.addAndGet(100);
                        steps++;
                    }
                    return new EvaluationResult.Undecided("after " + steps);
                },
                now::get,
                1_000);
        assertThat(evaluator.evaluate(hash(1), PACK)).isEqualTo(new EvaluationResult.Undecided("after 15", 15));
    }

    @Test
    void aDetailIsCut() {
        String endless = "x".repeat(5_000_000);
        assertThat(new EvaluationResult.Failed(Reason.INVALID_STRUCTURE, endless).detail())
                .hasSize(EvaluationResult.DETAIL_LENGTH);
        assertThat(new EvaluationResult.Undecided(endless).detail()).hasSize(EvaluationResult.DETAIL_LENGTH);
        assertThat(new EvaluationResult.Undecided("short").detail()).isEqualTo("short");
    }

    @Test
    void theCacheNeverMistakesOnePackForAnother() {
        ResultCache cache = new ResultCache(1);
        cache.put(hash(1), MEASURED);
        assertThat(cache.find(hash(2))).isEmpty();
        EvaluationResult other = new EvaluationResult.Measured(new Metrics(2, 0, 0, 0, 0, 1, 1));
        cache.put(hash(2), other);
        assertThat(cache.find(hash(2))).contains(other);
        assertThat(cache.find(hash(1))).isEmpty();
    }

    private static EvaluationResult sneaky(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    private EvaluationResult counted(EvaluationResult result) {
        runs.incrementAndGet();
        return result;
    }

    private static Hash number(int number) {
        return Sha256.of(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }

    private static Hash hash(int number) {
        return Sha256.of(new byte[] {(byte) number});
    }
}
