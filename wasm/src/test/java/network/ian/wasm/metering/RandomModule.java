package network.ian.wasm.metering;

import java.util.Random;
import network.ian.core.codec.Bytes;
import network.ian.wasm.binary.ValueType;

/**
 * Valid modules from a seed: nested blocks and loops with and without results, branches and branch tables to any label, code that
 * cannot be reached, direct and indirect calls, memory, NaNs. Export {@code run} takes (i32, f64) and gives (i32, f64).
 */
public final class RandomModule {

    /** Declared locals of every function. */
    public static final int LOCALS = 4;

    private static final int FUNCTIONS = 4;
    private static final int MEMORY_MAXIMUM = 3;

    /** Types: 0 of every function; 1 (i32)->(i32), 2 ()->(i32 f64), 3 (f64 i32)->(f64 i32), 4 ()->(f64). */
    private static final byte[][][] TYPES = {
        {{ValueType.I32, ValueType.F64}, {ValueType.I32, ValueType.F64}},
        {{ValueType.I32}, {ValueType.I32}},
        {{}, {ValueType.I32, ValueType.F64}},
        {{ValueType.F64, ValueType.I32}, {ValueType.F64, ValueType.I32}},
        {{}, {ValueType.F64}}
    };

    private RandomModule() {}

    /** The module that belongs to a seed. */
    public static Bytes of(long seed) {
        Random random = new Random(seed);
        CodeWriter out = new CodeWriter().raw(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0}, 0, 8);
        out.section(1, types());
        CodeWriter functions = new CodeWriter().u32(FUNCTIONS);
        CodeWriter code = new CodeWriter().u32(FUNCTIONS);
        CodeWriter elements = new CodeWriter().u32(1).u32(0).i32(0).end().u32(FUNCTIONS);
        for (int i = 0; i < FUNCTIONS; i++) {
            functions.u32(0);
            elements.u32(i);
            CodeWriter body = new CodeWriter().u32(2);
            body.u32(2).u8(ValueType.I32).u32(2).u8(ValueType.F64);
            new RandomBody(random, body, i, FUNCTIONS, TYPES).write();
            code.sized(body);
        }
        out.section(3, functions)
                .section(4, new CodeWriter().u32(1).u8(0x70).u8(0).u32(FUNCTIONS + 1));
        out.section(5, new CodeWriter().u32(1).u8(1).u32(1).u32(MEMORY_MAXIMUM));
        out.section(6, new CodeWriter().u32(1).u8(ValueType.I32).u8(1).i32(7).end());
        out.section(
                7, new CodeWriter().u32(1).u32(3).u8('r').u8('u').u8('n').u8(0).u32(0));
        return Bytes.wrap(out.section(9, elements).section(10, code).toArray());
    }

    private static CodeWriter types() {
        CodeWriter section = new CodeWriter().u32(TYPES.length);
        for (byte[][] type : TYPES) {
            section.u8(0x60);
            for (byte[] values : type) {
                section.u32(values.length).raw(values, 0, values.length);
            }
        }
        return section;
    }
}
