package network.ian.wasm.metering;

import network.ian.wasm.binary.Operations;

/**
 * What instructions cost. Constants of the harness id; the table is in docs/AGENTS.md, "Fuel", the reasons in
 * docs/decisions/2026-11-22-fuel-prices.md: an instruction that an engine works at for long in the worst case pays for it, so that no
 * module can make an evaluation take a multiple of the time that its fuel stands for.
 */
public final class Costs {

    /** Each round of a loop, the first included: the look at the fuel. */
    static final int LOOP_ROUND = 5;

    private static final int CALL = 8;
    private static final int GROW = 8;
    private static final int BULK = 4;
    private static final int SIGN = 2;
    private static final int IF = 2;

    /** A branch pays a unit more for as many blocks that are open round it: the interpreter walks over them. */
    private static final int BLOCKS_PER_UNIT = 32;

    /** memory.fill, copy and init, and data segments, pay a unit for as many bytes. */
    static final int BYTES_PER_UNIT_SHIFT = 3;

    /** A page of 64 KiB, at the start or by memory.grow, costs 8,192 units. */
    static final int PAGE_SHIFT = 13;

    /** memory.grow pays 4,096 units for each page that was there before: they are copied. */
    static final int COPIED_PAGE_SHIFT = 12;

    /** Counted bytes of a call, beside its values. */
    static final int FRAME_BYTES = 1_024;

    /** Counted bytes of a parameter, a local or an operand. */
    static final int VALUE_BYTES = 32;

    /** Counted bytes of all calls inside one another. */
    public static final int STACK_BYTES = 512 * 1024;

    /** Parameters for which each local of a function costs a unit more: the interpreter counts them again for each local. */
    private static final int PARAMETERS_PER_UNIT = 16;

    private Costs() {}

    /** Units of entering a function, for the locals that it declares. */
    static int locals(int declared, int parameters) {
        return declared * (1 + parameters / PARAMETERS_PER_UNIT);
    }

    /**
     * Units of an instruction each time that it is executed.
     *
     * @param depth blocks, loops and ifs that are open round it
     */
    static int units(int opcode, int depth) {
        return switch (opcode) {
            case Operations.CALL, Operations.CALL_INDIRECT -> CALL;
            case Operations.MEMORY_GROW -> GROW;
            case Operations.MEMORY_FILL, Operations.MEMORY_COPY, Operations.MEMORY_INIT -> BULK;
            case Operations.F32_ABS, Operations.F32_NEG, Operations.F32_COPYSIGN -> SIGN;
            case Operations.F64_ABS, Operations.F64_NEG, Operations.F64_COPYSIGN -> SIGN;
            case Operations.IF -> IF;
            case Operations.BR, Operations.BR_IF, Operations.BR_TABLE, Operations.RETURN -> 1 + depth / BLOCKS_PER_UNIT;
            default -> 1;
        };
    }
}
