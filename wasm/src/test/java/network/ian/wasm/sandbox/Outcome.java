package network.ian.wasm.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import network.ian.core.codec.Bytes;
import network.ian.core.config.WasmEngine;
import network.ian.wasm.binary.ModuleDecoder;

/** All that a call of a module's export can show: results or the reason of its stop, fuel, memory. */
record Outcome(List<Long> results, String stop, long fuel, int memory) {

    static Outcome of(MeteredModule module, WasmEngine engine, long limit, String export, long... arguments) {
        FuelTank tank = new FuelTank(limit, () -> false);
        Execution execution = module.start(engine, tank);
        long before = tank.used();
        List<Long> results = List.of();
        String stop = "";
        try {
            results = LongStream.of(execution.call(export, arguments)).boxed().toList();
        } catch (AgentStoppedException e) {
            stop = e.reason() + ": " + e.getMessage();
        }
        var memory = execution.instance().memory();
        int hash = memory == null ? 0 : Arrays.hashCode(memory.readBytes(0, memory.pages() * 65_536));
        return new Outcome(results, stop, tank.used() - before, hash);
    }

    static MeteredModule module(Bytes wasm) {
        return MeteredModule.of(ModuleDecoder.decode(wasm), 64);
    }
}
