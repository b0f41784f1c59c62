package network.ian.wasm.metering;

import java.util.Arrays;
import java.util.BitSet;
import network.ian.wasm.binary.ModuleLimits;
import network.ian.wasm.binary.Operation;

/**
 * Which results of float arithmetic need their NaN bits made canonical: those whose bits can be seen. A result that the same basic
 * block hands to arithmetic or a comparison cannot be told from another NaN.
 */
final class PendingNans {

    private static final int NONE = -1;

    private final BitSet canonical = new BitSet();
    private int[] maker = new int[64];
    /** Below here no operand has a maker. */
    private int settled;

    private boolean singles;
    private boolean doubles;

    /** Whether there is arithmetic with f32 results. */
    boolean singles() {
        return singles;
    }

    /** Whether there is arithmetic with f64 results. */
    boolean doubles() {
        return doubles;
    }

    BitSet canonical() {
        return canonical;
    }

    /** An instruction that takes and leaves a fixed number of values; returns by how much the stack grows. */
    int step(Operation operation, int instruction, int height) {
        int below = height - operation.pops();
        if (operation.nan() == Operation.Nan.KEEPS) {
            show(below, height);
        }
        int above = below + operation.pushes();
        settled = Math.min(settled, below);
        singles |= operation.nan() == Operation.Nan.MAKES_F32;
        doubles |= operation.nan() == Operation.Nan.MAKES_F64;
        boolean makes = operation.nan() == Operation.Nan.MAKES_F32 || operation.nan() == Operation.Nan.MAKES_F64;
        for (int i = below; i < above; i++) {
            set(i, makes ? instruction : NONE);
        }
        return above - height;
    }

    /** Control flow: whatever waits on the stack may be seen. */
    void showAll(int height) {
        show(settled, height);
    }

    /** Control flow left {@code height} values, none of them waiting. */
    void settle(int height) {
        settled = height;
    }

    private void show(int from, int to) {
        for (int i = Math.max(from, settled); i < to; i++) {
            if (maker[i] != NONE) {
                canonical.set(maker[i]);
                maker[i] = NONE;
            }
        }
    }

    private void set(int operand, int instruction) {
        if (operand >= maker.length) {
            maker = Arrays.copyOf(maker, Math.min(maker.length * 2, ModuleLimits.OPERANDS + 64));
        }
        maker[operand] = instruction;
    }
}
