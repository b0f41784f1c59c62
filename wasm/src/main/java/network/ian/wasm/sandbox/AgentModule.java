package network.ian.wasm.sandbox;

import network.ian.core.codec.Bytes;
import network.ian.core.config.WasmEngine;
import network.ian.wasm.binary.AgentAbi;
import network.ian.wasm.binary.DecodedModule;
import network.ian.wasm.binary.ModuleDecoder;

/** A WebAssembly module that passed every check. Immutable; thread-safe. */
public final class AgentModule {

    private final MeteredModule module;

    private AgentModule(MeteredModule module) {
        this.module = module;
    }

    /**
     * Checks a module against the ABI and the sandbox's limits (docs/AGENTS.md).
     *
     * @param memoryPages most pages of 64 KiB that the goal allows
     * @throws network.ian.core.codec.MalformedException saying what does not fit and where
     * @throws AgentStoppedException {@link AgentStoppedException.Cause#OUT_OF_HOST} if this node has too little memory for the checks,
     *     or they fail for another reason that does not lie in the module
     */
    public static AgentModule load(Bytes wasm, int memoryPages) {
        return Stops.loading(() -> {
            DecodedModule decoded = ModuleDecoder.decode(wasm);
            AgentAbi.check(decoded, memoryPages);
            return new AgentModule(MeteredModule.of(decoded, memoryPages));
        });
    }

    /** Length without custom sections, in bytes. */
    public int bytes() {
        return module.bytes();
    }

    /**
     * Makes a fresh instance: memory as the module's data segments fill it, globals at their initial values. Costs fuel.
     *
     * @throws AgentStoppedException if that alone is too much
     */
    public AgentInstance start(WasmEngine engine, FuelTank fuel) {
        return new AgentInstance(module.start(engine, fuel));
    }
}
