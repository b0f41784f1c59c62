package network.ian.wasm.sandbox;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.types.ExportSection;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.config.WasmEngine;
import network.ian.wasm.binary.ModuleDecoder;

/** A module that need not be an agent, on the path that agents take. */
final class AnyModule {

    private final MeteredModule module;

    private AnyModule(MeteredModule module) {
        this.module = module;
    }

    static AnyModule load(byte[] wasm, int memoryPages) {
        return new AnyModule(MeteredModule.of(ModuleDecoder.decode(Bytes.wrap(wasm)), memoryPages));
    }

    AnyInstance start(WasmEngine engine, FuelTank fuel) {
        return new AnyInstance(module.start(engine, fuel));
    }

    static final class AnyInstance {

        private final Execution execution;
        private final Instance instance;

        private AnyInstance(Execution execution) {
            this.execution = execution;
            this.instance = execution.instance();
        }

        long[] call(String name, long... arguments) {
            return execution.call(name, arguments);
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
