package network.ian.wasm.binary;

/** What follows an opcode. */
public enum Immediate {
    NONE,
    BLOCK_TYPE,
    LABEL,
    LABELS,
    FUNCTION,
    /** A type, then a table. */
    TYPE,
    LOCAL,
    GLOBAL,
    /** Alignment, then offset. */
    MEMORY_ARGUMENT,
    /** One memory: a zero byte. */
    MEMORY,
    /** Two memories: two zero bytes. */
    MEMORIES,
    DATA,
    /** A data segment, then a memory. */
    DATA_AND_MEMORY,
    VALUE_TYPES,
    I32,
    I64,
    F32,
    F64
}
