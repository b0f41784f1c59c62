package network.ian.wasm.binary;

/** Names what is not accepted, by the proposal it came with. */
final class Refusals {

    private static final String[] TABLE_OPERATIONS = {
        "table.init", "elem.drop", "table.copy", "table.grow", "table.size", "table.fill"
    };

    private Refusals() {}

    /** The proposal and name of an opcode without prefix that is not accepted. */
    static String opcode(int code) {
        return switch (code) {
            case 0x06, 0x07, 0x08, 0x09, 0x0A, 0x18, 0x19, 0x1F -> "exceptions (" + exception(code) + ")";
            case 0x12 -> "tail calls (return_call)";
            case 0x13 -> "tail calls (return_call_indirect)";
            case 0x14, 0x15 -> "typed function references (" + (code == 0x14 ? "call_ref" : "return_call_ref") + ")";
            case 0x25 -> "reference types (table.get)";
            case 0x26 -> "reference types (table.set)";
            case 0xD0 -> "reference types (ref.null)";
            case 0xD1 -> "reference types (ref.is_null)";
            case 0xD2 -> "reference types (ref.func)";
            case 0xD3, 0xD4, 0xD5, 0xD6 -> "garbage collection (opcode " + hex(code) + ")";
            default -> "opcode " + hex(code);
        };
    }

    /** The same for the opcodes behind a prefix. */
    static String prefixed(int prefix, long code) {
        return switch (prefix) {
            case 0xFB -> "garbage collection (opcode 0xfb " + code + ")";
            case 0xFC ->
                code >= 12 && code <= 17
                        ? "reference types (" + TABLE_OPERATIONS[(int) code - 12] + ")"
                        : "opcode 0xfc " + code;
            case 0xFD -> "SIMD (" + simd(code) + ")";
            default -> "threads (opcode 0xfe " + code + ")";
        };
    }

    private static String exception(int code) {
        return switch (code) {
            case 0x06 -> "try";
            case 0x07 -> "catch";
            case 0x08 -> "throw";
            case 0x09 -> "rethrow";
            case 0x0A -> "throw_ref";
            case 0x18 -> "delegate";
            case 0x19 -> "catch_all";
            default -> "try_table";
        };
    }

    private static String simd(long code) {
        if (code == 0) {
            return "v128.load";
        }
        if (code == 11) {
            return "v128.store";
        }
        return code == 12 ? "v128.const" : "opcode 0xfd " + code;
    }

    static String hex(int code) {
        return "0x" + Integer.toHexString(code);
    }
}
