package network.ian.core.node;

import network.ian.core.config.NodeConfig;
import network.ian.core.evaluation.EvaluationSettings;

/**
 * What this machine gives to evaluations where the configuration leaves it open.
 *
 * @param threads that verify and evaluate
 * @param wasmThreads that run WebAssembly agents
 * @param wasmMemoryBytes of the heap for their memories
 */
record EvaluationCapacity(int threads, int wasmThreads, long wasmMemoryBytes) {

    private static final int SHARE_OF_HEAP = 4;

    static EvaluationCapacity of(NodeConfig.Evaluation config) {
        Runtime runtime = Runtime.getRuntime();
        int threads = config.threads() > 0 ? config.threads() : runtime.availableProcessors();
        int wasmThreads = config.wasm().threads() > 0 ? config.wasm().threads() : Math.max(1, threads / 2);
        return new EvaluationCapacity(
                threads, wasmThreads, config.wasm().memoryBytes().orElse(runtime.maxMemory() / SHARE_OF_HEAP));
    }

    /** As harnesses are told. */
    EvaluationSettings settings(NodeConfig.Evaluation config) {
        // One more than threads: beside them the API may draw a curve.
        return new EvaluationSettings(config.wasm().engine(), wasmThreads + 1, wasmMemoryBytes);
    }
}
