package network.ian.wasm.sandbox;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.WasmEngine;
import network.ian.wasm.binary.DecodedModule;
import network.ian.wasm.metering.MeteredCode;
import network.ian.wasm.metering.MeteredModuleWriter;

/** A validated and rewritten module, and what the compiler made of it. Thread-safe. */
final class MeteredModule {

    private static final int MESSAGE_LENGTH = 200;

    private static final FunctionType REFILL = FunctionType.of(List.of(ValType.I32), List.of(ValType.I32));

    private final int bytes;
    private final MeteredCode code;
    private final WasmModule module;
    private Optional<Function<Instance, Machine>> translated;

    private MeteredModule(int bytes, MeteredCode code, WasmModule module) {
        this.bytes = bytes;
        this.code = code;
        this.module = module;
    }

    /**
     * Validates a module as it came, rewrites it, validates the result.
     *
     * @throws MalformedException if it is not valid
     */
    static MeteredModule of(DecodedModule decoded, int memoryPages) {
        parse(decoded.bytes().toArray());
        MeteredCode code = MeteredModuleWriter.write(decoded, memoryPages);
        return new MeteredModule(decoded.bytes().size(), code, rewritten(code));
    }

    int bytes() {
        return bytes;
    }

    Execution start(WasmEngine engine, FuelTank fuel) {
        fuel.spend(code.startFuel());
        FuelMeter meter = new FuelMeter(fuel);
        Instance.Builder builder = Instance.builder(module)
                .withStart(false)
                .withImportValues(ImportValues.builder()
                        .addFunction(refill(meter), exhausted())
                        .build())
                .withMemoryFactory(LinearMemory::new);
        if (engine == WasmEngine.COMPILER) {
            translated().ifPresent(builder::withMachineFactory);
        }
        return new Execution(Stops.in(builder::build), meter, code);
    }

    private static HostFunction refill(FuelMeter meter) {
        return new HostFunction(MeteredCode.HOST, MeteredCode.REFILL, REFILL, (instance, arguments) ->
                new long[] {meter.refill((int) arguments[0])});
    }

    private static HostFunction exhausted() {
        return new HostFunction(
                MeteredCode.HOST, MeteredCode.EXHAUSTED, FunctionType.empty(), (instance, arguments) -> {
                    throw new AgentStoppedException(
                            AgentStoppedException.Cause.STACK_EXHAUSTED, "calls are nested too deep");
                });
    }

    private synchronized Optional<Function<Instance, Machine>> translated() {
        if (translated == null) {
            translated = Translator.translate(module, code.functions());
        }
        return translated;
    }

    private static WasmModule rewritten(MeteredCode code) {
        try {
            return Parser.parse(code.bytes().view());
        } catch (ChicoryException e) {
            throw new IllegalStateException("a valid module was rewritten to one that is not", e);
        }
    }

    private static WasmModule parse(byte[] wasm) {
        try {
            return Parser.parse(wasm);
        } catch (ChicoryException e) {
            throw new MalformedException("parameters", "not a valid module: " + cut(String.valueOf(e.getMessage())));
        }
    }

    /** The validator writes out the operand stack, which may be megabytes. */
    private static String cut(String message) {
        return message.length() <= MESSAGE_LENGTH ? message : message.substring(0, MESSAGE_LENGTH) + "...";
    }
}
