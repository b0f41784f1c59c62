package network.ian.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
    void asksAgainAboutWhatIsUndecided() {
        EvaluationResult undecided = new EvaluationResult.Undecided("busy");
        Evaluator evaluator = new Evaluator((pack, interrupted) -> counted(undecided), now::get, 1);
        evaluator.evaluate(hash(1), PACK);
        evaluator.evaluate(hash(1), PACK);
        assertThat(runs).hasValue(2);
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
        assertThat(evaluator.evaluate(hash(1), PACK)).isEqualTo(new EvaluationResult.Undecided("after 15"));
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

    private static Hash hash(int number) {
        return Sha256.of(new byte[] {(byte) number});
    }
}
