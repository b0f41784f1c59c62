package network.ian.wasm.trading;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.WasmEngine;
import network.ian.core.evaluation.CurveResult;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.core.evaluation.EvaluationResult.Failed;
import network.ian.core.evaluation.EvaluationResult.Undecided;
import network.ian.core.evaluation.trading.CourseRecorder;
import network.ian.core.evaluation.trading.WalkForward;
import network.ian.core.goal.GoalSpec;
import network.ian.core.verdict.Reason;
import network.ian.wasm.sandbox.AgentModule;
import network.ian.wasm.sandbox.AgentStoppedException;
import network.ian.wasm.sandbox.FuelTank;

/** A goal's episodes with everything that moves a bit of an agent's metrics, and nothing else. Thread-safe. */
public final class AgentWalk {

    private static final double KIB = 1024.0;

    private final WalkForward walk;
    private final WasmTradingParameters parameters;
    private final GoalSpec spec;

    AgentWalk(WalkForward walk, WasmTradingParameters parameters, GoalSpec spec) {
        this.walk = walk;
        this.parameters = parameters;
        this.spec = spec;
    }

    /**
     * The episodes of a goal.
     *
     * @throws MalformedException if the goal is none of {@link WasmTradingHarness#ID}, or asks for what this program does not have
     */
    public static AgentWalk of(GoalSpec spec) {
        return new WasmTradingHarness().walk(spec);
    }

    /** Checks a module as an evaluation does. */
    public AgentModule load(Bytes wasm) {
        return AgentModule.load(wasm, spec.limits().memoryPages());
    }

    /** Runs a module that is loaded already. */
    public EvaluationResult run(AgentModule module, WasmEngine engine, BooleanSupplier interrupted) {
        return run(module, engine, interrupted, CourseRecorder.NOTHING, new RunMeter());
    }

    /**
     * Runs Java code in a module's place: what a module takes longer is the price of its sandbox. Complexity is 0, fuel is not
     * counted.
     *
     * @param agents makes one for each episode
     */
    public EvaluationResult runNative(Supplier<DailyAgent> agents, BooleanSupplier interrupted) {
        return walk.run(decider(agents), 0.0, parameters.steps(), interrupted, CourseRecorder.NOTHING);
    }

    /** Loads a module and runs it; {@code meter} is told what that came to. */
    EvaluationResult run(
            Bytes wasm, WasmEngine engine, BooleanSupplier interrupted, CourseRecorder recorder, RunMeter meter) {
        EvaluationResult result = loadAndRun(wasm, engine, interrupted, recorder, meter);
        meter.ended(result);
        return result;
    }

    /** The same with a curve. */
    CurveResult curve(Bytes wasm, WasmEngine engine, BooleanSupplier interrupted, RunMeter meter) {
        return walk.curve(recorder -> run(wasm, engine, interrupted, recorder, meter));
    }

    private EvaluationResult loadAndRun(
            Bytes wasm, WasmEngine engine, BooleanSupplier interrupted, CourseRecorder recorder, RunMeter meter) {
        AgentModule module;
        try {
            module = load(wasm);
        } catch (MalformedException e) {
            return new Failed(Reason.INVALID_STRUCTURE, e.getMessage());
        } catch (AgentStoppedException e) {
            // For want of this node's memory, or by its own fault.
            return new Undecided(e.getMessage());
        }
        return run(module, engine, interrupted, recorder, meter);
    }

    private EvaluationResult run(
            AgentModule module,
            WasmEngine engine,
            BooleanSupplier interrupted,
            CourseRecorder recorder,
            RunMeter meter) {
        FuelTank fuel = new FuelTank(spec.limits().fuel(), interrupted);
        meter.loaded(module, fuel);
        AgentDecider decider = decider(() -> new SandboxedAgent(module.start(engine, fuel), meter));
        return walk.run(decider, module.bytes() / KIB, parameters.steps(), interrupted, recorder);
    }

    private AgentDecider decider(Supplier<DailyAgent> agents) {
        return new AgentDecider(agents, walk.market(), spec.topic(), parameters.warmUpDays());
    }
}
