package network.ian.wasm.metering;

import java.util.BitSet;

/**
 * What must be counted in a function. Instructions are numbered from 0 in the order of the body; those that cannot be reached are left
 * out.
 *
 * @param fuel what the basic blocks cost
 * @param canonical instructions whose NaN results must get the canonical bits
 * @param operands most values on the operand stack
 * @param needs what it uses that takes further locals to count
 * @param shape what a translator must cope with
 */
record FunctionPlan(BlockCosts fuel, BitSet canonical, int operands, Needs needs, Shape shape) {

    /**
     * See {@link MeteredFunction}.
     *
     * @param moved values that branches and calls with several results move
     * @param joins places where control flow splits or joins
     */
    record Shape(long moved, int joins) {}

    /**
     * What a function uses.
     *
     * @param calls calls of functions
     * @param bulk memory.grow, copy, fill or init
     * @param bytes stores of a byte behind an offset
     * @param singles arithmetic with f32 results
     * @param doubles arithmetic with f64 results
     */
    record Needs(boolean calls, boolean bulk, boolean bytes, boolean singles, boolean doubles) {}
}
