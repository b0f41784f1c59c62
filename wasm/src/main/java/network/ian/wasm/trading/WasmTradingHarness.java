package network.ian.wasm.trading;

import java.util.Optional;
import network.ian.core.codec.MalformedException;
import network.ian.core.evaluation.Evaluation;
import network.ian.core.evaluation.EvaluationSettings;
import network.ian.core.evaluation.Harness;
import network.ian.core.evaluation.trading.PinnedPrices;
import network.ian.core.evaluation.trading.WalkForward;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.GoalTemplate;

/** Walk-forward on public daily prices by WebAssembly agents (docs/HARNESS-WASM-TRADING-V1.md). Thread-safe. */
public final class WasmTradingHarness implements Harness {

    public static final String ID = "wasm-trading-v1";

    private final PinnedPrices prices = new PinnedPrices();

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Optional<String> goalTemplate() {
        return Optional.of(GoalTemplate.read(WasmTradingHarness.class, "goal-template.txt"));
    }

    @Override
    public Evaluation prepare(GoalSpec spec, EvaluationSettings settings) {
        AgentWalk walk = walk(spec);
        MemoryRoom.require(spec, settings);
        return new WasmTradingEvaluation(walk, settings.wasmEngine());
    }

    /** What agents of this goal walk through, on any node. */
    AgentWalk walk(GoalSpec spec) {
        if (!spec.harness().id().equals(ID)) {
            throw new MalformedException("harness.id", "not " + ID);
        }
        WasmTradingParameters parameters =
                WasmTradingParameters.parse(spec.harness().parameters());
        parameters.requireWithin(spec.limits());
        return new AgentWalk(WalkForward.of(spec, prices.of(spec), parameters.trading()), parameters, spec);
    }
}
