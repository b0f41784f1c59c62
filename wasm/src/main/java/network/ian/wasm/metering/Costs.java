package network.ian.wasm.metering;

/** What is paid beside the one unit for each instruction. Constants of the harness id; reasons: docs/AGENTS.md, "Fuel". */
public final class Costs {

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

    private Costs() {}
}
