package network.ian.wasm.metering;

/** What is paid beside the one unit for each instruction. Constants of the harness id; reasons: docs/AGENTS.md, "Fuel". */
public final class Costs {

    /** memory.fill, copy and init, and data segments, pay a unit for as many bytes. */
    static final int BYTES_PER_UNIT_SHIFT = 3;

    /** A page of 64 KiB, at the start or by memory.grow. */
    static final int PAGE_SHIFT = 13;

    /** Counted bytes of a call, beside its values. */
    static final int FRAME_BYTES = 512;

    /** Counted bytes of a parameter, a local or an operand. */
    static final int VALUE_BYTES = 16;

    /** Counted bytes of all calls inside one another. */
    public static final int STACK_BYTES = 256 * 1024;

    private Costs() {}
}
