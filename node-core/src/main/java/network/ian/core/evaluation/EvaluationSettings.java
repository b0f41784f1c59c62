package network.ian.core.evaluation;

import network.ian.core.config.WasmEngine;

/**
 * What this node gives to evaluations. Nothing in it moves a bit of a result.
 *
 * @param agentsAtOnce WebAssembly agents that may run at a time, 1 or more
 * @param wasmMemoryBytes that all of them together may take of the heap
 */
public record EvaluationSettings(WasmEngine wasmEngine, int agentsAtOnce, long wasmMemoryBytes) {

    /** For tools that evaluate what they are given, one thing after another. */
    public static final EvaluationSettings UNBOUNDED = new EvaluationSettings(WasmEngine.COMPILER, 1, Long.MAX_VALUE);
}
