package network.ian.wasm.binary;

/**
 * An accepted instruction.
 *
 * @param code the opcode; those behind the prefix 0xFC are {@code 0xFC00 + n}
 * @param pops values it takes from the operand stack, -1 where the immediate decides
 * @param pushes values it leaves there, -1 where the immediate decides
 * @param nan what it means for the bits of a NaN
 */
public record Operation(int code, String name, Immediate immediate, int pops, int pushes, Nan nan) {

    /** What an instruction does with NaN bits. */
    public enum Nan {
        /** Passes bits of its operands on, or its result is not a float. */
        KEEPS,
        /** No operand's NaN bits can be seen in what it does; its result is not a float. */
        HIDES,
        /** The same, and a NaN result of type f32 has bits that the specification leaves open. */
        MAKES_F32,
        MAKES_F64
    }
}
