package network.ian.wasm.hostile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeMap;
import network.ian.core.codec.Bytes;
import network.ian.core.config.WasmEngine;
import network.ian.core.contribution.AgentPack;
import network.ian.core.crypto.Sha256;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.core.evaluation.EvaluationResult.Failed;
import network.ian.core.evaluation.EvaluationSettings;
import network.ian.core.evaluation.Evaluator;
import network.ian.core.evaluation.Harnesses;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.GoalSpecCodec;
import network.ian.core.runtime.MonotonicClock;
import network.ian.wasm.trading.WasmDemoGoal;
import network.ian.wasm.trading.WasmTrial;

/** Evaluates modules as a node does: the harness found by the service loader, the evaluator round it. */
final class HostileRun {

    private static final long NO_WALL_TIME = Long.MAX_VALUE;

    private final GoalSpec spec;
    private final Evaluator byInterpreter;
    private final Evaluator byCompiler;

    HostileRun(GoalSpec spec) {
        this(spec, System::nanoTime, NO_WALL_TIME);
    }

    HostileRun(GoalSpec spec, MonotonicClock clock, long wallNanos) {
        this.spec = spec;
        this.byInterpreter = evaluator(spec, WasmEngine.INTERPRETER, clock, wallNanos);
        this.byCompiler = evaluator(spec, WasmEngine.COMPILER, clock, wallNanos);
    }

    /** The demo's goal with one short episode and another limit of fuel. */
    static GoalSpec shortGoal(long fuel) {
        String document = new String(WasmDemoGoal.document(), StandardCharsets.UTF_8)
                .replaceAll("\"episodes\": [0-9]+", "\"episodes\": 1")
                .replaceAll("\"steps_per_episode\": [0-9]+", "\"steps_per_episode\": 50")
                .replaceAll("\"warm_up_days\": [0-9]+", "\"warm_up_days\": 20")
                .replaceAll("\"fuel\": [0-9]+", "\"fuel\": " + fuel);
        return GoalSpecCodec.decode("hostile", document.getBytes(StandardCharsets.UTF_8));
    }

    private static Evaluator evaluator(GoalSpec spec, WasmEngine engine, MonotonicClock clock, long wallNanos) {
        EvaluationSettings settings = new EvaluationSettings(engine, 1, Long.MAX_VALUE);
        return new Evaluator(Harnesses.installed(settings).prepare(spec), clock, wallNanos);
    }

    EvaluationResult evaluate(WasmEngine engine, Bytes wasm) {
        Evaluator evaluator = engine == WasmEngine.INTERPRETER ? byInterpreter : byCompiler;
        return evaluator.evaluate(Sha256.of(wasm.view()), pack(wasm));
    }

    /** The same evaluation outside of a node, which tells the fuel as well. */
    WasmTrial trial(WasmEngine engine, Bytes wasm) {
        return WasmTrial.run(spec, wasm, engine, () -> false);
    }

    /** {@code MEASURED}, or reason and sentence. */
    static String verdict(EvaluationResult result) {
        if (result instanceof EvaluationResult.Measured) {
            return "MEASURED";
        }
        return result instanceof Failed failed ? failed.reason() + ": " + failed.detail() : result.toString();
    }

    private static AgentPack pack(Bytes wasm) {
        return new AgentPack(
                "1", wasm, JsonNodeFactory.instance.objectNode(), Optional.empty(), Optional.empty(), new TreeMap<>());
    }
}
