package network.ian.core.config;

import static network.ian.core.config.Setting.open;

import java.util.List;
import java.util.Locale;

/** The settings of {@code evaluation} that are about WebAssembly agents; {@link Settings#ALL} has them among the others. */
final class WasmSettings {

    static final Setting<WasmEngine> ENGINE = open(
            "evaluation.wasm_engine",
            "IAN_EVALUATION_WASM_ENGINE",
            ValueType.choice(WasmEngine.class, name -> name.toLowerCase(Locale.ROOT)),
            "compiler",
            "How WebAssembly agents run: `compiler` translates them to JVM bytecode, `interpreter` is the slow reference."
                    + " Both give the same metrics.");
    static final Setting<Integer> THREADS = open(
            "evaluation.wasm_threads",
            "IAN_EVALUATION_WASM_THREADS",
            ValueType.integer(0, 1024),
            "0",
            "Threads beside those that only evaluate for goals of WebAssembly agents; 0 for half as many, at least one.");
    static final Setting<Integer> QUEUE = open(
            "evaluation.wasm_queue",
            "IAN_EVALUATION_WASM_QUEUE",
            ValueType.integer(1, 100_000),
            "64",
            "Contributions that wait for such a thread, half of them from one client address at most; beyond it the node"
                    + " answers 503.");
    static final Setting<Long> MEMORY_BYTES = open(
            "evaluation.wasm_memory_bytes",
            "IAN_EVALUATION_WASM_MEMORY_BYTES",
            ValueType.longInteger(1 << 20, Long.MAX_VALUE),
            "",
            "Most of the heap that the memories of running WebAssembly agents may take; a goal that allows more is refused."
                    + " None: a quarter of the heap.");

    static final List<Setting<?>> ALL = List.of(ENGINE, THREADS, QUEUE, MEMORY_BYTES);

    private WasmSettings() {}
}
