package network.ian.wasm.sandbox;

import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.List;
import network.ian.wasm.metering.Costs;
import network.ian.wasm.metering.MeteredCode;

/** An instance of a rewritten module with its fuel. One thread. */
final class Execution {

    private final Instance instance;
    private final FuelMeter meter;
    private final GlobalInstance fuelGlobal;
    private final GlobalInstance stackGlobal;

    Execution(Instance instance, FuelMeter meter, MeteredCode code) {
        this.instance = instance;
        this.meter = meter;
        this.fuelGlobal = instance.global(code.fuelGlobal());
        this.stackGlobal = instance.global(code.stackGlobal());
    }

    /**
     * Calls an exported function.
     *
     * @param arguments each as 64 bits, floats by their bits
     * @return the results, in the same form
     * @throws AgentStoppedException if it does not come to its end
     */
    long[] call(String export, long... arguments) {
        fuelGlobal.setValue(meter.slice());
        stackGlobal.setValue(Costs.STACK_BYTES);
        long[] results;
        try {
            results = Stops.in(() -> instance.export(export).apply(arguments));
        } catch (AgentStoppedException e) {
            meter.settleAfter(e, (int) fuelGlobal.getValue());
            throw e;
        }
        meter.settle((int) fuelGlobal.getValue());
        return results == null ? new long[0] : narrowed(export, results);
    }

    /** The interpreter may leave anything above the 32 bits of an i32. */
    private long[] narrowed(String export, long[] results) {
        List<ValType> types = instance.exportType(export).returns();
        for (int i = 0; i < results.length; i++) {
            if (types.get(i).equals(ValType.I32)) {
                results[i] = (int) results[i];
            } else if (types.get(i).equals(ValType.F32)) {
                results[i] &= 0xFFFF_FFFFL;
            }
        }
        return results;
    }

    Instance instance() {
        return instance;
    }
}
