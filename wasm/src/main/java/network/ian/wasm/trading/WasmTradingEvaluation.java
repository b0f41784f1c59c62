package network.ian.wasm.trading;

import java.util.function.BooleanSupplier;
import network.ian.core.config.WasmEngine;
import network.ian.core.contribution.AgentPack;
import network.ian.core.evaluation.CurveResult;
import network.ian.core.evaluation.Evaluation;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.core.evaluation.trading.CourseRecorder;

/** {@code wasm-trading-v1} made ready for one goal. */
final class WasmTradingEvaluation implements Evaluation {

    private final AgentWalk walk;
    private final WasmEngine engine;

    WasmTradingEvaluation(AgentWalk walk, WasmEngine engine) {
        this.walk = walk;
        this.engine = engine;
    }

    @Override
    public EvaluationResult evaluate(AgentPack pack, BooleanSupplier interrupted) {
        return walk.run(pack.parameters(), engine, interrupted, CourseRecorder.NOTHING, new RunMeter());
    }

    @Override
    public boolean mayTakeSeconds() {
        return true;
    }

    @Override
    public CurveResult curve(AgentPack pack, BooleanSupplier interrupted) {
        return walk.curve(pack.parameters(), engine, interrupted, new RunMeter());
    }
}
