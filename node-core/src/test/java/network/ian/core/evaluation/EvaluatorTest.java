package network.ian.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.AgentPack;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
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
        assertThat(evaluator.evaluate(hash(1), PACK)).isEqualTo(new EvaluationResult.Undecided("busy", 60));
        now.addAndGet(SECOND / 2);
        assertThat(evaluator.evaluate(hash(1), PACK)).isEqualTo(new EvaluationResult.Undecided("busy", 60));
        now.addAndGet(59 * SECOND);
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

    @Test
    void theOldestUndecidedPackIsForgottenFirst() {
        UndecidedPacks packs = new UndecidedPacks();
        for (int i = 0; i <= UndecidedPacks.CAPACITY; i++) {
            packs.put(number(i), new EvaluationResult.Undecided("busy"), 0);
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
        assertThat(evaluator.evaluate(hash(1), PACK)).isEqualTo(new EvaluationResult.Undecided("after 15", 60));
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
