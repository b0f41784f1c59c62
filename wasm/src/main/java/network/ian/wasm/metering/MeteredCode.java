package network.ian.wasm.metering;

import java.util.List;
import network.ian.core.codec.Bytes;

/**
 * A rewritten module.
 *
 * @param bytes the module; it imports {@link #REFILL} and {@link #EXHAUSTED} and its functions come behind these two
 * @param fuelGlobal index of the mutable i32 that holds the fuel left of the slice
 * @param stackGlobal index of the mutable i32 that holds the counted bytes of stack left
 * @param startFuel what making an instance costs
 * @param functions by their index in the original module
 */
public record MeteredCode(
        Bytes bytes, int fuelGlobal, int stackGlobal, long startFuel, List<MeteredFunction> functions) {

    /** Module name of both imports. */
    public static final String HOST = "ian";

    /** {@code (param i32) (result i32)}: takes what is left of the slice, below 0; gives the next one. */
    public static final String REFILL = "refill";

    /** No parameters, no results: never returns. */
    public static final String EXHAUSTED = "stack_exhausted";

    public MeteredCode {
        functions = List.copyOf(functions);
    }
}
