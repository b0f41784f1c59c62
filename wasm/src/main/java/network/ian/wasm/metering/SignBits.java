package network.ian.wasm.metering;

import network.ian.wasm.binary.Operation;
import network.ian.wasm.binary.Operations;

/**
 * abs, neg and copysign by integer operations. The specification defines them on bits; {@code Math.abs} of Java 17 keeps the sign of
 * a NaN until its caller is compiled, the JVM leaves the sign of a negated NaN open, and the engine's f32.copysign takes the
 * number 4290772992 for a NaN.
 */
final class SignBits {

    private static final int I32_AND = 0x71;
    private static final int I32_OR = 0x72;
    private static final int I32_XOR = 0x73;
    private static final int I64_AND = 0x83;
    private static final int I64_OR = 0x84;
    private static final int I64_XOR = 0x85;
    private static final int I32_REINTERPRET = 0xBC;
    private static final int I64_REINTERPRET = 0xBD;
    private static final int F32_REINTERPRET = 0xBE;
    private static final int F64_REINTERPRET = 0xBF;
    private static final int ONE_32 = 0x3F80_0000;
    private static final long ONE_64 = 0x3FF0_0000_0000_0000L;

    private final CodeWriter code;

    SignBits(CodeWriter code) {
        this.code = code;
    }

    /** Writes the operation if it is one of these. */
    boolean write(Operation operation) {
        switch (operation.code()) {
            case Operations.F32_ABS -> single(I32_AND, Integer.MAX_VALUE).op(F32_REINTERPRET);
            case Operations.F32_NEG -> single(I32_XOR, Integer.MIN_VALUE).op(F32_REINTERPRET);
            case Operations.F64_ABS -> real(I64_AND, Long.MAX_VALUE).op(F64_REINTERPRET);
            case Operations.F64_NEG -> real(I64_XOR, Long.MIN_VALUE).op(F64_REINTERPRET);
            // The operand whose sign is taken becomes 1 or -1 first.
            case Operations.F32_COPYSIGN ->
                single(I32_AND, Integer.MIN_VALUE)
                        .i32(ONE_32)
                        .op(I32_OR)
                        .op(F32_REINTERPRET)
                        .op(Operations.F32_COPYSIGN);
            case Operations.F64_COPYSIGN ->
                i64(real(I64_AND, Long.MIN_VALUE), ONE_64)
                        .op(I64_OR)
                        .op(F64_REINTERPRET)
                        .op(Operations.F64_COPYSIGN);
            default -> {
                return false;
            }
        }
        return true;
    }

    private CodeWriter single(int operation, int mask) {
        return code.op(I32_REINTERPRET).i32(mask).op(operation);
    }

    private CodeWriter real(int operation, long mask) {
        return i64(code.op(I64_REINTERPRET), mask).op(operation);
    }

    private static CodeWriter i64(CodeWriter code, long value) {
        return code.op(Operations.I64_CONST).signed(value);
    }
}
