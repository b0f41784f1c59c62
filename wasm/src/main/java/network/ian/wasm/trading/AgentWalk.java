package network.ian.wasm.trading;

import java.util.function.BooleanSupplier;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.MalformedException;
import network.ian.core.evaluation.CurveResult;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.core.evaluation.EvaluationResult.Failed;
import network.ian.core.evaluation.trading.CourseRecorder;
import network.ian.core.evaluation.trading.WalkForward;
import network.ian.core.goal.GoalSpec;
import network.ian.core.verdict.Reason;
import network.ian.wasm.sandbox.AgentModule;
import network.ian.wasm.sandbox.Engine;
import network.ian.wasm.sandbox.FuelTank;

/** A goal's episodes with everything that moves a bit of an agent's metrics, and nothing else. Thread-safe. */
final class AgentWalk {

    private static final double KIB = 1024.0;

    private final WalkForward walk;
    private final WasmTradingParameters parameters;
    private final GoalSpec spec;

    AgentWalk(WalkForward walk, WasmTradingParameters parameters, GoalSpec spec) {
        this.walk = walk;
        this.parameters = parameters;
        this.spec = spec;
    }

    /** Loads a module and runs it; {@code meter} is told what that came to. */
    EvaluationResult run(
            Bytes wasm, Engine engine, BooleanSupplier interrupted, CourseRecorder recorder, RunMeter meter) {
        EvaluationResult result = loadAndRun(wasm, engine, interrupted, recorder, meter);
        meter.ended(result);
        return result;
    }

    /** The same with a curve. */
    CurveResult curve(Bytes wasm, Engine engine, BooleanSupplier interrupted, RunMeter meter) {
        return walk.curve(recorder -> run(wasm, engine, interrupted, recorder, meter));
    }

    private EvaluationResult loadAndRun(
            Bytes wasm, Engine engine, BooleanSupplier interrupted, CourseRecorder recorder, RunMeter meter) {
        AgentModule module;
        try {
            module = AgentModule.load(wasm, spec.limits().memoryPages());
        } catch (MalformedException e) {
            return new Failed(Reason.INVALID_STRUCTURE, e.getMessage());
        }
        FuelTank fuel = new FuelTank(spec.limits().fuel(), interrupted);
        meter.loaded(module, fuel);
        AgentDecider decider = new AgentDecider(
                () -> module.start(engine, fuel), walk.market(), spec.topic(), parameters.warmUpDays(), meter);
        return walk.run(decider, module.bytes() / KIB, parameters.steps(), interrupted, recorder);
    }
}
