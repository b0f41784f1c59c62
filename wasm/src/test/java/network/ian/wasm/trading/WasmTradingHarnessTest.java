package network.ian.wasm.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import network.ian.core.codec.Bytes;
import network.ian.core.config.WasmEngine;
import network.ian.core.evaluation.CurveResult;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.core.evaluation.EvaluationResult.Failed;
import network.ian.core.evaluation.EvaluationResult.Measured;
import network.ian.core.evaluation.EvaluationResult.Undecided;
import network.ian.core.evaluation.EvaluationSettings;
import network.ian.core.evaluation.Harness;
import network.ian.core.evaluation.trading.TradingHarness;
import network.ian.core.goal.GoalSpec;
import network.ian.core.verdict.Metrics;
import network.ian.core.verdict.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WasmTradingHarnessTest {

    private static final String LINEAR = "{\"policy\":\"linear\",\"weights\":{\"momentum_5\":-0.1,\"momentum_250\":0.1,"
            + "\"range_position\":-0.5},\"bias\":0.5,\"min_position\":0}";

    private final WasmTradingHarness harness = new WasmTradingHarness();

    @Test
    void isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(Harness.class))
                .filteredOn(found -> found.id().equals("wasm-trading-v1"))
                .singleElement()
                .isInstanceOf(WasmTradingHarness.class);
    }

    @ParameterizedTest
    @EnumSource
    void holdingTheIndexEarnsExactlyNoExcess(WasmEngine engine) {
        WasmTrial trial = trial("hold", engine);
        Metrics metrics = measured(trial.result());
        assertThat(Double.doubleToRawLongBits(metrics.reward())).isZero();
        assertThat(metrics.episodesRun()).isEqualTo(Agents.EPISODES);
        assertThat(metrics.stepsRun()).isEqualTo(Agents.EPISODES * (Agents.STEPS + Agents.WARM_UP));
        assertThat(metrics.complexity()).isEqualTo(trial.moduleBytes() / 1024.0);
        assertThat(trial.memoryPages()).isEqualTo(1);
        assertThat(trial.fuel()).isPositive();
        assertThat(trial.curve().orElseThrow().metrics()).isEqualTo(metrics);
    }

    /** The same topic, so the same windows: what a policy decides there, its module decides here. */
    @ParameterizedTest
    @EnumSource
    void theSameTradesGiveTheSameBitsAsInTradingV1(WasmEngine engine) {
        Metrics here = measured(trial("linear", engine).result());
        Metrics there = measured(new TradingHarness()
                .prepare(inTradingV1())
                .evaluate(Agents.pack(Bytes.wrap(LINEAR.getBytes(StandardCharsets.US_ASCII))), () -> false));
        assertThat(bits(here)).isEqualTo(bits(there));
        assertThat(here.reward()).isNotZero();
    }

    @ParameterizedTest
    @EnumSource
    void positionsAreClamped(WasmEngine engine) {
        Metrics far = measured(trial("far", engine).result());
        assertThat(bits(far)).isEqualTo(bits(measured(trial("near", engine).result())));
    }

    @ParameterizedTest
    @EnumSource
    void aNaNIsAnEvaluationError(WasmEngine engine) {
        assertThat(trial("nan", engine).result())
                .isEqualTo(new Failed(
                        Reason.EVALUATION_ERROR, "episode 0, day 5: the position is NaN, not a finite number"));
    }

    @ParameterizedTest
    @EnumSource
    void aTrapOnAWarmUpDayIsAnEvaluationError(WasmEngine engine) {
        Failed failed = (Failed) trial("trap", engine).result();
        assertThat(failed.reason()).isEqualTo(Reason.EVALUATION_ERROR);
        assertThat(failed.detail()).startsWith("episode 0, day -1: ");
    }

    @ParameterizedTest
    @EnumSource
    void aLoopWithoutEndIsATimeoutThatHasUsedAllFuel(WasmEngine engine) {
        GoalSpec goal = Agents.goal(p -> p, limits(10, 1000, 3_000_000, 16));
        WasmTrial trial = WasmTrial.run(goal, Agents.module("spin"), engine, () -> false);
        assertThat(((Failed) trial.result()).reason()).isEqualTo(Reason.EVALUATION_TIMEOUT);
        assertThat(trial.fuel()).isEqualTo(3_000_000);
        assertThat(trial.curve()).isEmpty();
    }

    /** One unit less than it needs, and it is refused: fuel is counted over all episodes. */
    @ParameterizedTest
    @EnumSource
    void fuelIsForTheWholeEvaluation(WasmEngine engine) {
        long needed = trial("linear", engine).fuel();
        assertThat(WasmTrial.run(
                                Agents.goal(p -> p, limits(10, 1000, needed, 16)),
                                Agents.module("linear"),
                                engine,
                                () -> false)
                        .result())
                .isInstanceOf(Measured.class);
        Failed failed = (Failed) WasmTrial.run(
                        Agents.goal(p -> p, limits(10, 1000, needed - 1, 16)),
                        Agents.module("linear"),
                        engine,
                        () -> false)
                .result();
        assertThat(failed.reason()).isEqualTo(Reason.EVALUATION_TIMEOUT);
        assertThat(failed.detail()).startsWith("episode 5, day 39: ");
    }

    @Test
    void interruptionIsUndecided() {
        for (int after = 0; after < Agents.EPISODES; after++) {
            AtomicInteger left = new AtomicInteger(after);
            assertThat(harness.prepare(Agents.goal())
                            .evaluate(Agents.pack(Agents.module("hold")), () -> left.getAndDecrement() <= 0))
                    .isInstanceOf(Undecided.class);
        }
        assertThat(harness.prepare(Agents.goal()).curve(Agents.pack(Agents.module("hold")), () -> true))
                .isInstanceOf(CurveResult.Undecided.class);
    }

    /** The wall clock is looked at while a call runs, not between calls alone. */
    @ParameterizedTest
    @EnumSource
    void aLoopWithoutEndIsInterrupted(WasmEngine engine) {
        GoalSpec goal = Agents.goal(p -> p, limits(10, 1000, 1L << 50, 16));
        AtomicInteger questions = new AtomicInteger();
        WasmTrial trial = WasmTrial.run(goal, Agents.module("spin"), engine, () -> questions.incrementAndGet() > 1);
        assertThat(trial.result()).isInstanceOf(Undecided.class);
    }

    @Test
    void whatIsNoModuleIsAnInvalidStructure() {
        for (String text : new String[] {"", "\0asm", "{\"policy\":\"linear\",\"weights\":{}}"}) {
            WasmTrial trial = WasmTrial.run(
                    Agents.goal(),
                    Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII)),
                    WasmEngine.COMPILER,
                    () -> false);
            assertThat(((Failed) trial.result()).reason()).isEqualTo(Reason.INVALID_STRUCTURE);
            assertThat(trial.moduleBytes()).isZero();
        }
    }

    @Test
    void memoryIsTheMostOfAnyEpisode() {
        assertThat(trial("grow", WasmEngine.COMPILER).memoryPages()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "warm_up_days | -1 | harness.parameters.warm_up_days: expected an integer from 0 to 300",
                "warm_up_days | 301 | harness.parameters.warm_up_days: expected an integer from 0 to 300",
                "warm_up_days | | harness.parameters.warm_up_days: missing",
                "episodes | 0 | harness.parameters.episodes: expected an integer from 1 to 1000",
                "lookahead | 1 | harness.parameters: unknown lookahead",
                "episodes | 11 | limits.episodes: 10 is too little: every agent of this goal needs 11",
                "warm_up_days | 127 | limits.steps: 1000 is too little: every agent of this goal needs 1002"
            })
    void parametersAreChecked(String name, Integer value, String message) {
        UnaryOperator<ObjectNode> changed = parameters -> {
            parameters.remove(name);
            return value == null ? parameters : parameters.put(name, value);
        };
        assertThatThrownBy(() -> harness.prepare(Agents.goal(changed, Agents.LIMITS)))
                .hasMessage(message);
    }

    @Test
    void aGoalWithoutFuelOrMemoryIsRefused() {
        assertThatThrownBy(() -> harness.prepare(Agents.goal(p -> p, limits(10, 1000, 0, 16))))
                .hasMessage("limits.fuel: 0 is too little: every agent of this goal needs 1");
        assertThatThrownBy(() -> harness.prepare(Agents.goal(p -> p, limits(10, 1000, 1, 0))))
                .hasMessage("limits.memory_pages: 0 is too little: every agent of this goal needs 1");
        assertThatThrownBy(() -> harness.prepare(Agents.goal(p -> p, limits(10, 1000, 1, 16_385))))
                .hasMessage("limits.memory_pages: 16385 is too much: this harness has at most 16384 (1 GiB)");
    }

    /** Two agents at a time, each with two memories while one grows. */
    @Test
    void memoryMustFitTheNode() {
        long needed = 16L * 65_536 * 2 * 2;
        harness.prepare(Agents.goal(), new EvaluationSettings(WasmEngine.COMPILER, 2, needed));
        assertThatThrownBy(() ->
                        harness.prepare(Agents.goal(), new EvaluationSettings(WasmEngine.COMPILER, 2, needed - 1)))
                .hasMessageStartingWith("limits.memory_pages: 16 pages need 4194304 bytes for 2 agents at a time")
                .hasMessageContaining("this node gives them 4194303 (evaluation.wasm_memory_bytes)");
    }

    private static WasmTrial trial(String agent, WasmEngine engine) {
        return WasmTrial.run(Agents.goal(), Agents.module(agent), engine, () -> false);
    }

    private static GoalSpec inTradingV1() {
        ObjectNode parameters = Agents.goal().harness().parameters().deepCopy();
        parameters.remove("warm_up_days");
        return Agents.goal("trading-v1", parameters, limits(10, 10_000, 0, 0));
    }

    private static GoalSpec.Limits limits(int episodes, long steps, long fuel, int pages) {
        return new GoalSpec.Limits(episodes, steps, fuel, pages, 65536);
    }

    private static Metrics measured(EvaluationResult result) {
        assertThat(result).isInstanceOf(Measured.class);
        return ((Measured) result).metrics();
    }

    private static long[] bits(Metrics metrics) {
        return new long[] {
            Double.doubleToRawLongBits(metrics.reward()),
            Double.doubleToRawLongBits(metrics.risk()),
            Double.doubleToRawLongBits(metrics.sharpeRatio()),
            Double.doubleToRawLongBits(metrics.maxDrawdown())
        };
    }
}
