package network.ian.wasm.binary;

import network.ian.core.codec.MalformedException;

/** Reads one instruction after the other, immediates included. */
public final class InstructionReader {

    /** Block type without parameters and results. */
    public static final long EMPTY_BLOCK = -64;

    private static final int MAX_ALIGNMENT = 3;

    private final Cursor cursor;
    private final String place;
    private int start;
    private int code;
    private long first;
    private int[] labels = {};

    InstructionReader(Cursor cursor, String place) {
        this.cursor = cursor;
        this.place = place;
    }

    /**
     * Reads an instruction.
     *
     * @throws MalformedException at an instruction that is not accepted, cut off or malformed
     */
    public Operation next() {
        start = cursor.at();
        code = cursor.u8("the code");
        Operation operation = code >= 0xFB && code <= 0xFE ? prefixed() : Operations.of(code);
        if (operation == null) {
            throw refused(Refusals.opcode(code));
        }
        first = 0;
        read(operation);
        return operation;
    }

    public boolean atEnd() {
        return cursor.atEnd();
    }

    /** Where the instruction begins in the bytes that are read. */
    public int start() {
        return start;
    }

    /** Where the next instruction begins. */
    public int end() {
        return cursor.at();
    }

    /**
     * Index that the immediate names: label, function, type, local, global, data segment; the offset of a load or store, unsigned; or
     * the block type (33 bits, signed).
     */
    public long immediate() {
        return first;
    }

    /** Targets of a br_table, the default last. */
    public int[] labels() {
        return labels;
    }

    MalformedException fail(String problem) {
        return new MalformedException(Cursor.FIELD, place + ", offset " + Refusals.hex(start) + ": " + problem);
    }

    private MalformedException refused(String what) {
        return fail(what + " is not accepted");
    }

    private Operation prefixed() {
        long rest = cursor.u32("an opcode");
        Operation operation =
                code == Operations.PREFIX && rest <= 0xFF ? Operations.of((Operations.PREFIX << 8) | (int) rest) : null;
        if (operation == null) {
            throw refused(Refusals.prefixed(code, rest));
        }
        return operation;
    }

    private void read(Operation operation) {
        switch (operation.immediate()) {
            case NONE -> {}
            case BLOCK_TYPE -> first = blockType();
            case LABEL, FUNCTION, LOCAL, GLOBAL, DATA -> first = index(operation);
            case LABELS -> readLabels();
            case TYPE -> {
                first = index(operation);
                // A number since WebAssembly 2.0 (section 5.4.1), which linkers pad; the reserved bytes of memories are
                // none.
                if (cursor.u32("the index of a table") != 0) {
                    throw fail("only one table is accepted");
                }
            }
            case MEMORY_ARGUMENT -> readMemoryArgument();
            case MEMORY -> zero("memory");
            case MEMORIES -> {
                zero("memory");
                zero("memory");
            }
            case DATA_AND_MEMORY -> {
                first = index(operation);
                zero("memory");
            }
            case VALUE_TYPES -> readValueTypes();
            case I32 -> cursor.s32(operation.name());
            case I64 -> cursor.s64(operation.name());
            case F32 -> cursor.skip(Float.BYTES, operation.name());
            case F64 -> cursor.skip(Double.BYTES, operation.name());
        }
    }

    private long index(Operation operation) {
        return cursor.u32("the index of " + operation.name());
    }

    private void zero(String what) {
        if (cursor.u8("the index of a " + what) != 0) {
            throw fail("only one " + what + " is accepted");
        }
    }

    private long blockType() {
        long type = cursor.s33("a block's type");
        if (type < 0 && cursor.at() - start != 2) {
            throw refused("a block of a value type in more than one byte");
        }
        if (type >= -4 || type == EMPTY_BLOCK) {
            return type;
        }
        throw refused("a block of type " + ValueType.name((int) type & 0x7F));
    }

    private void readLabels() {
        int count = cursor.count("targets of a br_table:", ModuleLimits.BRANCH_TARGETS);
        if (count >= cursor.left()) {
            throw fail("a br_table is cut off");
        }
        labels = new int[count + 1];
        for (int i = 0; i <= count; i++) {
            long label = cursor.u32("a label");
            labels[i] = (int) Math.min(label, Integer.MAX_VALUE);
        }
    }

    private void readMemoryArgument() {
        long alignment = cursor.u32("an alignment");
        if (alignment > MAX_ALIGNMENT) {
            throw fail("alignment 2^" + alignment + " is not accepted: multi-memory, or wider than any number");
        }
        first = cursor.u32("an offset");
    }

    private void readValueTypes() {
        if (cursor.u32("a count of types") != 1) {
            throw fail("a select has one type");
        }
        int type = cursor.u8("a type");
        if (!ValueType.isNumber(type)) {
            throw refused("select of type " + ValueType.name(type));
        }
    }
}
