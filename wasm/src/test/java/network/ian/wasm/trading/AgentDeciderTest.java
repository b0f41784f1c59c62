package network.ian.wasm.trading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import network.ian.core.config.WasmEngine;
import network.ian.core.evaluation.EvaluationResult.Failed;
import network.ian.core.evaluation.trading.Market;
import network.ian.core.evaluation.trading.PinnedPrices;
import network.ian.core.verdict.Reason;
import network.ian.wasm.sandbox.AgentModule;
import network.ian.wasm.sandbox.FuelTank;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AgentDeciderTest {

    private static final int FIRST_DAY = 1234;

    private final Market market = new PinnedPrices().of(Agents.goal());

    /** The agent folds all that it saw; the same fold of what it ought to see gives the same bits. */
    @ParameterizedTest
    @EnumSource
    void theAgentSeesItsObservationAndThePositionItHolds(WasmEngine engine) {
        double[] positions = positions(engine, "mix", 0);
        Observation observation = new Observation(market);
        double held = 0.0;
        for (int i = 0; i < positions.length; i++) {
            double sum = 0.0;
            for (double number : observation.of(FIRST_DAY + i, FIRST_DAY - Agents.WARM_UP, FIRST_DAY, held)) {
                sum = sum * 0.75 + number;
            }
            assertThat(Double.doubleToRawLongBits(positions[i]))
                    .as("day %d", i)
                    .isEqualTo(Double.doubleToRawLongBits(sum));
            held = Math.max(-1.0, Math.min(1.0, sum));
        }
        assertThat(Arrays.stream(positions).max().orElseThrow()).isGreaterThan(1.0);
    }

    @ParameterizedTest
    @EnumSource
    void eachEpisodeHasItsSeed(WasmEngine engine) {
        for (int episode = 0; episode < 3; episode++) {
            double seed = EpisodeSeeds.seed(Agents.goal().topic(), episode) * 0x1p-63;
            assertThat(positions(engine, "seed", episode)).containsOnly(seed);
        }
    }

    /** Memory and globals begin anew, after the warm-up days, in each episode of one evaluation. */
    @ParameterizedTest
    @EnumSource
    void nothingIsCarriedFromOneEpisodeToTheNext(WasmEngine engine) {
        AgentDecider decider = decider(engine, "count");
        for (int episode = 0; episode < 3; episode++) {
            double[] positions = new double[Agents.STEPS];
            assertThat(decider.decide(episode, FIRST_DAY, positions)).isEmpty();
            for (int i = 0; i < positions.length; i++) {
                assertThat(positions[i]).isEqualTo(2.0 * (Agents.WARM_UP + i + 1) / 1000);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void infinityOnAWarmUpDayEndsIt(WasmEngine engine) {
        assertThat(decider(engine, "infinite").decide(0, FIRST_DAY, new double[Agents.STEPS]))
                .contains(new Failed(
                        Reason.EVALUATION_ERROR, "episode 0, day -25: the position is -Infinity, not a finite number"));
    }

    private double[] positions(WasmEngine engine, String agent, int episode) {
        double[] positions = new double[Agents.STEPS];
        assertThat(decider(engine, agent).decide(episode, FIRST_DAY, positions)).isEmpty();
        return positions;
    }

    private AgentDecider decider(WasmEngine engine, String agent) {
        AgentModule module = AgentModule.load(Agents.module(agent), 16);
        FuelTank fuel = new FuelTank(10_000_000, () -> false);
        return new AgentDecider(
                () -> new SandboxedAgent(module.start(engine, fuel), new RunMeter()),
                market,
                Agents.goal().topic(),
                Agents.WARM_UP);
    }
}
