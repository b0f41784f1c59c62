package network.ian.core.evaluation.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.Hash;
import network.ian.core.evaluation.Evaluation;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.core.evaluation.EvaluationResult.Failed;
import network.ian.core.evaluation.EvaluationResult.Measured;
import network.ian.core.evaluation.EvaluationResult.Undecided;
import network.ian.core.evaluation.Harness;
import network.ian.core.goal.GoalSpec;
import network.ian.core.verdict.Metrics;
import network.ian.core.verdict.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TradingHarnessTest {

    private static final String HOLD = "{\"policy\":\"linear\",\"weights\":{},\"bias\":1}";
    private static final String CROSSOVER = "{\"policy\":\"ma_crossover\",\"fast\":5,\"slow\":51}";

    private final GoalSpec goal = TradingGoals.named("harness", 10, 100, "2");
    private final TradingHarness harness = new TradingHarness();

    @Test
    void isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(Harness.class))
                .filteredOn(found -> found.id().equals("trading-v1"))
                .singleElement()
                .isInstanceOf(TradingHarness.class);
    }

    @Test
    void holdingTheIndexEarnsExactlyNoExcess() {
        Metrics metrics = measure(harness.prepare(goal), HOLD);
        assertThat(Double.doubleToRawLongBits(metrics.reward())).isZero();
        assertThat(metrics.risk()).isBetween(0.1, 0.4);
        assertThat(metrics.episodesRun()).isEqualTo(10);
        assertThat(metrics.stepsRun()).isEqualTo(1000);
    }

    @Test
    void warmUpDaysAreSteps() {
        assertThat(measure(harness.prepare(goal), CROSSOVER).stepsRun()).isEqualTo(10 * (50 + 100));
    }

    @Test
    void costsLowerTheReward() {
        String busy = "{\"policy\":\"linear\",\"weights\":{\"range_position\":-5}}";
        double free = measure(harness.prepare(TradingGoals.named("harness", 10, 100, "0")), busy)
                .reward();
        double dear = measure(harness.prepare(TradingGoals.named("harness", 10, 100, "10")), busy)
                .reward();
        assertThat(dear).isLessThan(free - 0.05);
    }

    @Test
    void limitsAreInclusiveAndCounted() {
        assertThat(evaluate(limited(10, 1500), CROSSOVER)).isInstanceOf(Measured.class);
        assertThat(evaluate(limited(10, 1499), CROSSOVER))
                .isEqualTo(new Failed(Reason.EVALUATION_TIMEOUT, "needs 1500 steps, the goal allows 1499"));
        assertThat(evaluate(limited(9, 1500), CROSSOVER))
                .isEqualTo(new Failed(Reason.EVALUATION_TIMEOUT, "needs 10 episodes, the goal allows 9"));
    }

    @Test
    void interruptionIsUndecidedAtAnyEpisode() {
        Evaluation evaluation = harness.prepare(goal);
        for (int after = 0; after < 10; after++) {
            AtomicInteger left = new AtomicInteger(after);
            EvaluationResult result = evaluation.evaluate(TradingGoals.pack(HOLD), () -> left.getAndDecrement() == 0);
            assertThat(result).isEqualTo(new Undecided("interrupted before episode " + after));
        }
    }

    @Test
    void aPositionThatIsNoNumberIsAnEvaluationError() {
        TradingEvaluation evaluation = (TradingEvaluation) harness.prepare(goal);
        Policy broken = new LinearPolicy(Map.of(), Double.NaN, -1.0, 1.0);
        assertThat(evaluation.run(broken, 1, () -> false, CourseRecorder.NOTHING))
                .isEqualTo(new Failed(Reason.EVALUATION_ERROR, "a position in episode 0 is not a finite number"));
    }

    @Test
    void badParametersAreAnInvalidStructure() {
        assertThat(evaluate(harness.prepare(goal), "{\"policy\":\"magic\"}"))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.reason()).isEqualTo(Reason.INVALID_STRUCTURE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'episodes':1,'steps_per_episode':1,'cost_basis_points':0,'x':1}|harness.parameters|unknown x",
                "{'steps_per_episode':1,'cost_basis_points':0}|harness.parameters.episodes|missing",
                "{'episodes':0,'steps_per_episode':1,'cost_basis_points':0}|harness.parameters.episodes|expected",
                "{'episodes':1001,'steps_per_episode':1,'cost_basis_points':0}|harness.parameters.episodes|expected",
                "{'episodes':'1','steps_per_episode':1,'cost_basis_points':0}|harness.parameters.episodes|expected",
                "{'episodes':1,'cost_basis_points':0}|harness.parameters.steps_per_episode|missing",
                "{'episodes':1,'steps_per_episode':0,'cost_basis_points':0}|harness.parameters.steps_per_episode|expected",
                "{'episodes':1,'steps_per_episode':5000,'cost_basis_points':0}|harness.parameters.steps_per_episode|no room",
                "{'episodes':1,'steps_per_episode':1}|harness.parameters.cost_basis_points|missing",
                "{'episodes':1,'steps_per_episode':1,'cost_basis_points':-1}|harness.parameters.cost_basis_points|expected",
                "{'episodes':1,'steps_per_episode':1,'cost_basis_points':'1e2'}|harness.parameters.cost_basis_points|expected",
                "{'episodes':1,'steps_per_episode':1,'cost_basis_points':1.5}|harness.parameters.cost_basis_points|expected",
                "{'episodes':1,'steps_per_episode':1,'cost_basis_points':'01'}|harness.parameters.cost_basis_points|expected",
                "{'episodes':1,'steps_per_episode':1,'cost_basis_points':'1000.1'}|harness.parameters.cost_basis_points|1000",
                "{'episodes':1,'steps_per_episode':1,'cost_basis_points':true}|harness.parameters.cost_basis_points|expected",
            })
    void refusesSettingsByName(String json, String field, String problem) throws Exception {
        ObjectNode parameters = (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"'));
        GoalSpec spec = TradingGoals.spec(parameters, goal.harness().dataSets(), goal.limits(), goal.topic());
        assertThatThrownBy(() -> harness.prepare(spec))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.field()).isEqualTo(field))
                .hasMessageContaining(problem);
    }

    @Test
    void refusesOtherData() {
        Hash pinned = goal.harness().dataSets().get("sp500-2000");
        Hash other = Hash.wrap(new byte[32]);
        assertThatThrownBy(() -> harness.prepare(withData(Map.of("sp500-2000", other))))
                .hasMessage("harness.data_sets.sp500-2000: pinned to SHA-256 " + other + ", this node has " + pinned);
        assertThatThrownBy(() -> harness.prepare(withData(Map.of())))
                .hasMessage("harness.data_sets: expected exactly sp500-2000");
        assertThatThrownBy(() -> harness.prepare(withData(Map.of("sp500-2000", pinned, "more", pinned))))
                .hasMessage("harness.data_sets: expected exactly sp500-2000");
    }

    @Test
    void oneEvaluationServesManyThreadsAlike() {
        Evaluation evaluation = harness.prepare(goal);
        Metrics alone = measure(evaluation, CROSSOVER);
        assertThat(IntStream.range(0, 200).parallel().mapToObj(i -> measure(evaluation, CROSSOVER)))
                .containsOnly(alone);
    }

    private Evaluation limited(int episodes, long steps) {
        return harness.prepare(TradingGoals.spec(
                goal.harness().parameters(),
                goal.harness().dataSets(),
                TradingGoals.limits(episodes, steps),
                goal.topic()));
    }

    private GoalSpec withData(Map<String, Hash> dataSets) {
        return TradingGoals.spec(goal.harness().parameters(), dataSets, goal.limits(), goal.topic());
    }

    private static EvaluationResult evaluate(Evaluation evaluation, String parameters) {
        return evaluation.evaluate(TradingGoals.pack(parameters), () -> false);
    }

    private static Metrics measure(Evaluation evaluation, String parameters) {
        return ((Measured) evaluate(evaluation, parameters)).metrics();
    }
}
