package network.ian.core.config;

/** How a node runs WebAssembly agents; both give the same bits. */
public enum WasmEngine {
    /** Translates a module to JVM bytecode first. */
    COMPILER,
    /** The reference; many times slower. */
    INTERPRETER
}
