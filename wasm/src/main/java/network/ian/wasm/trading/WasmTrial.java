package network.ian.wasm.trading;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import network.ian.core.codec.Bytes;
import network.ian.core.config.WasmEngine;
import network.ian.core.evaluation.CurveResult;
import network.ian.core.evaluation.EquityCurve;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.core.evaluation.trading.CourseRecorder;
import network.ian.core.goal.GoalSpec;

/**
 * One module tried out against one goal, as any node would evaluate it.
 *
 * @param result as a node would get it; thresholds and pack size are not looked at
 * @param fuel instructions that were run, 0 to the goal's limit
 * @param memoryPages most pages of 64 KiB that an instance had, 0 if none was made
 * @param moduleBytes length of the module without custom sections; 0 if it was refused
 * @param curve empty unless measured
 */
public record WasmTrial(
        EvaluationResult result, long fuel, int memoryPages, int moduleBytes, Optional<EquityCurve> curve) {

    /**
     * Runs {@code wasm} on the caller's thread.
     *
     * @param interrupted once true, the result is undecided
     * @throws network.ian.core.codec.MalformedException if the goal is none of {@link WasmTradingHarness#ID}, or asks for what
     *     this program does not have
     */
    public static WasmTrial run(GoalSpec spec, Bytes wasm, WasmEngine engine, BooleanSupplier interrupted) {
        return drawn(AgentWalk.of(spec), wasm, engine, interrupted);
    }

    /** As {@link #run}, for a goal that is made ready. */
    public static WasmTrial drawn(AgentWalk walk, Bytes wasm, WasmEngine engine, BooleanSupplier interrupted) {
        RunMeter meter = new RunMeter();
        CurveResult curve = walk.curve(wasm, engine, interrupted, meter);
        return of(meter, curve instanceof CurveResult.Drawn some ? Optional.of(some.curve()) : Optional.empty());
    }

    /** The same without a curve: exactly what a node does to judge a module. */
    public static WasmTrial judged(AgentWalk walk, Bytes wasm, WasmEngine engine, BooleanSupplier interrupted) {
        RunMeter meter = new RunMeter();
        walk.run(wasm, engine, interrupted, CourseRecorder.NOTHING, meter);
        return of(meter, Optional.empty());
    }

    private static WasmTrial of(RunMeter meter, Optional<EquityCurve> curve) {
        return new WasmTrial(meter.result(), meter.fuel(), meter.memoryPages(), meter.moduleBytes(), curve);
    }
}
