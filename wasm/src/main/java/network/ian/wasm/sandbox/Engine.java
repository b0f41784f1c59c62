package network.ian.wasm.sandbox;

/** How a module runs. Both give the same bits; the interpreter is the reference. */
public enum Engine {
    INTERPRETER,
    /** Translates the module to JVM bytecode first. */
    COMPILER
}
