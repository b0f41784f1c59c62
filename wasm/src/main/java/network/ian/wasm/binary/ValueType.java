package network.ian.wasm.binary;

/** The number types, by their bytes in the binary format (WebAssembly 2.0, section 5.3.1). */
public final class ValueType {

    public static final byte I32 = 0x7F;
    public static final byte I64 = 0x7E;
    public static final byte F32 = 0x7D;
    public static final byte F64 = 0x7C;

    private ValueType() {}

    static boolean isNumber(int type) {
        return type >= (F64 & 0xFF) && type <= (I32 & 0xFF);
    }

    /** The name in the text format; for a type that is not accepted, the proposal it belongs to. */
    public static String name(int type) {
        return switch (type & 0xFF) {
            case 0x7F -> "i32";
            case 0x7E -> "i64";
            case 0x7D -> "f32";
            case 0x7C -> "f64";
            case 0x7B -> "v128 (SIMD)";
            case 0x70 -> "funcref (reference types)";
            case 0x6F -> "externref (reference types)";
            case 0x69, 0x74 -> "exnref (exceptions)";
            case 0x63, 0x64, 0x6A, 0x6B, 0x6C, 0x6D, 0x6E, 0x71, 0x72, 0x73 -> "a reference type (garbage collection)";
            default -> "0x" + Integer.toHexString(type & 0xFF);
        };
    }
}
