package network.ian.benchmarks;

import java.nio.file.Files;
import java.util.Locale;
import network.ian.core.codec.Bytes;
import network.ian.core.config.WasmEngine;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.wasm.trading.AgentWalk;
import network.ian.wasm.trading.WasmDemoGoal;

/** The first evaluation of a process that has run no agent before: says how long it took, then ends. */
final class AgentsFirst {

    private AgentsFirst() {}

    static void run(Options options) throws Exception {
        WasmEngine engine =
                WasmEngine.valueOf(options.text("engine", "compiler").toUpperCase(Locale.ROOT));
        Bytes wasm = Bytes.wrap(Files.readAllBytes(AgentsBenchmark.module(options, options.text("agent", ""))));
        AgentWalk walk = AgentWalk.of(WasmDemoGoal.spec());
        long started = System.nanoTime();
        EvaluationResult result = walk.run(walk.load(wasm), engine, () -> false);
        System.out.println("nanos=" + (System.nanoTime() - started));
        AgentsBenchmark.metrics(result);
    }
}
