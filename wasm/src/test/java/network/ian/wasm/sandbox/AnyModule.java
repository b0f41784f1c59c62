package network.ian.wasm.sandbox;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ExportSection;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.MalformedException;

/** A module that need not be an agent, on the path that agents take. */
final class AnyModule {

    private final WasmModule module;

    private AnyModule(WasmModule module) {
        this.module = module;
    }

    static AnyModule load(byte[] wasm, int memoryPages) {
        try {
            return new AnyModule(Parser.parse(Bytes.wrap(wasm).toArray()));
        } catch (ChicoryException e) {
            throw new MalformedException("parameters", e.toString());
        }
    }

    AnyInstance start(Engine engine, FuelTank fuel) {
        Instance.Builder builder = Instance.builder(module).withStart(false);
        if (engine == Engine.COMPILER) {
            builder.withMachineFactory(MachineFactoryCompiler.compile(module));
        }
        try {
            fuel.spend(1);
            return new AnyInstance(builder.build());
        } catch (ChicoryException e) {
            throw new AgentStoppedException(AgentStoppedException.Cause.TRAP, e.toString());
        }
    }

    static final class AnyInstance {

        private final Instance instance;

        private AnyInstance(Instance instance) {
            this.instance = instance;
        }

        long[] call(String name, long... arguments) {
            try {
                return instance.export(name).apply(arguments);
            } catch (ChicoryException e) {
                throw new AgentStoppedException(AgentStoppedException.Cause.TRAP, e.getMessage());
            } catch (StackOverflowError e) {
                throw new AgentStoppedException(AgentStoppedException.Cause.STACK_EXHAUSTED, "host");
            }
        }

        /** For each result of an exported function, or for an exported global, whether it has 64 bits. */
        List<Boolean> types(String name) {
            ExportSection exports = instance.module().exportSection();
            for (int i = 0; i < exports.exportCount(); i++) {
                if (exports.getExport(i).name().equals(name)) {
                    return exports.getExport(i).exportType() == ExternalType.GLOBAL
                            ? List.of(isWide(instance.exports().global(name).getType()))
                            : instance.exportType(name).returns().stream()
                                    .map(AnyInstance::isWide)
                                    .toList();
                }
            }
            throw new IllegalArgumentException(name);
        }

        private static boolean isWide(ValType type) {
            return type.equals(ValType.I64) || type.equals(ValType.F64);
        }

        long global(String name) {
            return instance.exports().global(name).getValue();
        }
    }
}
