package network.ian.core.evaluation.trading;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Sha256;
import network.ian.core.evaluation.Evaluation;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.core.evaluation.EvaluationResult.Measured;
import network.ian.core.goal.GoalSpec;
import org.junit.jupiter.api.Test;

class DemoGoalTest {

    private static final int DRAWS = 5000;

    private final GoalSpec goal = TradingGoals.demo();
    private final Evaluation evaluation = new TradingHarness().prepare(goal);

    /** The topic decides the windows: an edit of the document is another competition, and the sampler's region moves. */
    @Test
    void theDocumentIsTheOneThatWasTuned() {
        assertThat(goal.topic().hex()).isEqualTo("44a981666504382300dda58b9bbabb65273d49ac81ec307e10221216801e5bbb");
    }

    @Test
    void mostSampledPoliciesPassAndAllDiffer() {
        PolicySampler sampler = new PolicySampler(new SplitMix64(2));
        Set<Bytes> packs = new HashSet<>();
        Set<Bytes> metrics = new HashSet<>();
        int accepted = 0;
        for (int i = 0; i < DRAWS; i++) {
            byte[] pack = sampler.next();
            packs.add(Bytes.wrap(pack));
            EvaluationResult result = evaluate(pack);
            accepted += accepts(result) ? 1 : 0;
            metrics.add(Bytes.wrap(((Measured) result).metrics().encode()));
        }
        assertThat(accepted).isGreaterThan(DRAWS * 95 / 100);
        assertThat(packs).hasSize(DRAWS);
        assertThat(metrics).hasSize(DRAWS);
    }

    @Test
    void mostRandomPoliciesFail() {
        PolicyMutation mutation = new PolicyMutation(new SplitMix64(2));
        int accepted = 0;
        for (int i = 0; i < DRAWS; i++) {
            accepted += accepts(evaluate(PolicyWriter.write(mutation.random()))) ? 1 : 0;
        }
        assertThat(accepted).isBetween(DRAWS / 100, DRAWS * 15 / 100);
    }

    /** Pinned: the same on every JDK. */
    @Test
    void theSameSeedSamplesTheSameBytes() {
        PolicySampler sampler = new PolicySampler(new SplitMix64(2));
        MessageDigest digest = Sha256.newDigest();
        for (int i = 0; i < 2000; i++) {
            digest.update(sampler.next());
        }
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("f5ebe14cbd311779ecbcbd8a55e81e8554c0ad9d866c9d8d82cfccab9e1a57fa");
    }

    @Test
    void aLookBackBeyondTheLimitIsRefused() {
        assertThat(evaluation.evaluate(
                        TradingGoals.pack("{\"policy\":\"volatility_target\",\"lookback\":300,\"target\":0.15}"),
                        () -> false))
                .hasToString("Failed[reason=EVALUATION_TIMEOUT, detail=needs 16000 steps, the goal allows 15000]");
    }

    private EvaluationResult evaluate(byte[] parameters) {
        return evaluation.evaluate(TradingGoals.pack(parameters), () -> false);
    }

    private boolean accepts(EvaluationResult result) {
        return result instanceof Measured measured
                && goal.thresholds().failedBy(measured.metrics()).isEmpty();
    }
}
