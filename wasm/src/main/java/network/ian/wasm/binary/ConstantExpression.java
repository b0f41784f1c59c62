package network.ian.wasm.binary;

/** The initial value of a global or the address of a segment: one constant, then {@code end}. */
final class ConstantExpression {

    /** The address is not an i32.const; validation will refuse it. */
    static final long NO_ADDRESS = -2;

    private ConstantExpression() {}

    /** Reads one; the value of an i32.const as an unsigned number, {@link #NO_ADDRESS} for other constants. */
    static long read(Cursor cursor, String what) {
        int from = cursor.at();
        int code = cursor.u8(what);
        long value = NO_ADDRESS;
        switch (code) {
            case Operations.I32_CONST -> value = Integer.toUnsignedLong(cursor.s32(what));
            case Operations.I64_CONST -> cursor.s64(what);
            case Operations.F32_CONST -> cursor.skip(Float.BYTES, what);
            case Operations.F64_CONST -> cursor.skip(Double.BYTES, what);
            case Operations.GLOBAL_GET ->
                throw cursor.fail(
                        from,
                        what
                                + " begins with another global's value: only imported globals allow that in WebAssembly 1.0");
            default -> {
                Operation known = Operations.of(code);
                String name = known == null ? Refusals.opcode(code) : known.name();
                throw cursor.fail(from, what + ": " + name + " is not accepted in a constant expression");
            }
        }
        if (cursor.u8(what) != Operations.END) {
            throw cursor.fail(
                    cursor.at() - 1, what + ": extended constant expressions are not accepted, only one constant");
        }
        return value;
    }
}
