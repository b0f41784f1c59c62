package network.ian.wasm.sandbox;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import java.util.function.Function;
import network.ian.core.codec.MalformedException;
import network.ian.wasm.binary.DecodedModule;

/** A validated module and what the engines made of it. Thread-safe. */
final class MeteredModule {

    private final DecodedModule decoded;
    private final WasmModule module;
    private final MemoryLimits memory;
    private Function<Instance, Machine> compiled;

    private MeteredModule(DecodedModule decoded, WasmModule module, MemoryLimits memory) {
        this.decoded = decoded;
        this.module = module;
        this.memory = memory;
    }

    static MeteredModule of(DecodedModule decoded, int memoryPages) {
        int minimum = decoded.memory().map(DecodedModule.MemoryType::minimum).orElse(0);
        int maximum = decoded.memory().map(DecodedModule.MemoryType::maximum).orElse(0);
        return new MeteredModule(
                decoded,
                parse(decoded.bytes().toArray()),
                new MemoryLimits(minimum, Math.max(minimum, Math.min(maximum, memoryPages))));
    }

    int bytes() {
        return decoded.bytes().size();
    }

    Instance start(Engine engine, FuelTank fuel) {
        fuel.spend(1);
        Instance.Builder builder = Instance.builder(module)
                .withStart(false)
                .withMemoryLimits(memory)
                .withMemoryFactory(ByteArrayMemory::new);
        if (engine == Engine.COMPILER) {
            builder.withMachineFactory(compiled());
        }
        return Stops.in(builder::build);
    }

    private synchronized Function<Instance, Machine> compiled() {
        if (compiled == null) {
            compiled = Stops.in(() -> MachineFactoryCompiler.builder(module)
                    .withInterpreterFallback(InterpreterFallback.SILENT)
                    .compile());
        }
        return compiled;
    }

    private static WasmModule parse(byte[] wasm) {
        try {
            return Parser.parse(wasm);
        } catch (ChicoryException e) {
            throw new MalformedException("parameters", "not a valid module: " + e.getMessage());
        }
    }
}
