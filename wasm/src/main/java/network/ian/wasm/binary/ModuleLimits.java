package network.ian.wasm.binary;

/**
 * What an agent's module may hold at most, beyond the goal's own limits. Constants of the harness id: another value is another
 * verdict on some module, hence another harness. Reasons and measurements: docs/AGENTS.md, "Limits".
 */
public final class ModuleLimits {

    /** Bytes of the code section. An instruction takes one byte at least and some 250 bytes of heap while it is translated. */
    public static final int CODE_BYTES = 256 * 1024;

    /** Bytes of one function's body: bounds what runs between two looks at the fuel. */
    public static final int BODY_BYTES = 128 * 1024;

    public static final int TYPES = 1_000;

    /**
     * The type of a block that names an entry of the type section is below this number: one byte then, which the library's parser
     * (1.7.5) reads as the specification does. From 64 on it takes indices for value types.
     */
    public static final int BLOCK_TYPES = 64;

    /** Different lists of two results or more: functions become blocks, and blocks name one of {@link #BLOCK_TYPES}. */
    public static final int RESULT_LISTS = BLOCK_TYPES;

    public static final int FUNCTIONS = 4_096;
    public static final int PARAMETERS = 64;

    /** Results of a function or block: one instruction may move as many values. */
    public static final int RESULTS = 16;

    /** Parameters and locals of one function. */
    public static final int LOCALS = 2_000;

    /** Declared locals of all functions together; three bytes of a module declare thousands. */
    public static final int LOCALS_IN_ALL = 65_536;

    /** Blocks, loops and ifs inside one another; a branch costs the parser a step for each level it leaves. */
    public static final int NESTING = 256;

    /** Blocks, loops and ifs of one function; the parser compares each loop with its siblings. */
    public static final int BLOCKS = 4_096;

    /** Values on the operand stack of one function. */
    public static final int OPERANDS = 1_000;

    /** Targets of one br_table, the default not counted. */
    public static final int BRANCH_TARGETS = 4_096;

    public static final int GLOBALS = 1_000;
    public static final int EXPORTS = 1_000;
    public static final int NAME_BYTES = 1_000;

    /** Entries of the table. */
    public static final int TABLE_ENTRIES = 10_000;

    public static final int ELEMENT_SEGMENTS = 1_000;
    public static final int DATA_SEGMENTS = 10_000;
    public static final int CUSTOM_SECTIONS = 1_000;

    private ModuleLimits() {}
}
