package network.ian.wasm.binary;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import network.ian.wasm.binary.Operation.Nan;

/**
 * The accepted instructions: WebAssembly 1.0, sign extension, non-trapping float-to-int, bulk memory, multi-value (WebAssembly
 * 2.0, section 5.4). Everything else is refused by its name.
 */
public final class Operations {

    public static final int UNREACHABLE = 0x00;
    public static final int NOP = 0x01;
    public static final int BLOCK = 0x02;
    public static final int LOOP = 0x03;
    public static final int IF = 0x04;
    public static final int ELSE = 0x05;
    public static final int END = 0x0B;
    public static final int BR = 0x0C;
    public static final int BR_IF = 0x0D;
    public static final int BR_TABLE = 0x0E;
    public static final int RETURN = 0x0F;
    public static final int CALL = 0x10;
    public static final int CALL_INDIRECT = 0x11;
    public static final int DROP = 0x1A;
    public static final int SELECT = 0x1B;
    public static final int LOCAL_GET = 0x20;
    public static final int LOCAL_SET = 0x21;
    public static final int LOCAL_TEE = 0x22;
    public static final int GLOBAL_GET = 0x23;
    public static final int GLOBAL_SET = 0x24;
    public static final int I32_STORE8 = 0x3A;
    public static final int I64_STORE8 = 0x3C;
    public static final int I64_STORE32 = 0x3E;
    public static final int MEMORY_GROW = 0x40;
    public static final int I32_CONST = 0x41;
    public static final int I64_CONST = 0x42;
    public static final int F32_CONST = 0x43;
    public static final int F64_CONST = 0x44;
    public static final int I32_MUL = 0x6C;
    public static final int F32_ABS = 0x8B;
    public static final int F32_NEG = 0x8C;
    public static final int F32_COPYSIGN = 0x98;
    public static final int F64_ABS = 0x99;
    public static final int F64_NEG = 0x9A;
    public static final int F64_COPYSIGN = 0xA6;
    public static final int PREFIX = 0xFC;
    public static final int MEMORY_INIT = 0xFC08;
    public static final int DATA_DROP = 0xFC09;
    public static final int MEMORY_COPY = 0xFC0A;
    public static final int MEMORY_FILL = 0xFC0B;

    /** First opcode, operands, then the names of this and the following opcodes; each leaves one result. */
    private static final String NUMERIC = """
            45 1 i32.eqz
            46 2 i32.eq i32.ne i32.lt_s i32.lt_u i32.gt_s i32.gt_u i32.le_s i32.le_u i32.ge_s i32.ge_u
            50 1 i64.eqz
            51 2 i64.eq i64.ne i64.lt_s i64.lt_u i64.gt_s i64.gt_u i64.le_s i64.le_u i64.ge_s i64.ge_u
            5b 2 f32.eq f32.ne f32.lt f32.gt f32.le f32.ge f64.eq f64.ne f64.lt f64.gt f64.le f64.ge
            67 1 i32.clz i32.ctz i32.popcnt
            6a 2 i32.add i32.sub i32.mul i32.div_s i32.div_u i32.rem_s i32.rem_u i32.and i32.or i32.xor i32.shl i32.shr_s i32.shr_u i32.rotl i32.rotr
            79 1 i64.clz i64.ctz i64.popcnt
            7c 2 i64.add i64.sub i64.mul i64.div_s i64.div_u i64.rem_s i64.rem_u i64.and i64.or i64.xor i64.shl i64.shr_s i64.shr_u i64.rotl i64.rotr
            8b 1 f32.abs f32.neg f32.ceil f32.floor f32.trunc f32.nearest f32.sqrt
            92 2 f32.add f32.sub f32.mul f32.div f32.min f32.max f32.copysign
            99 1 f64.abs f64.neg f64.ceil f64.floor f64.trunc f64.nearest f64.sqrt
            a0 2 f64.add f64.sub f64.mul f64.div f64.min f64.max f64.copysign
            a7 1 i32.wrap_i64 i32.trunc_f32_s i32.trunc_f32_u i32.trunc_f64_s i32.trunc_f64_u
            ac 1 i64.extend_i32_s i64.extend_i32_u i64.trunc_f32_s i64.trunc_f32_u i64.trunc_f64_s i64.trunc_f64_u
            b2 1 f32.convert_i32_s f32.convert_i32_u f32.convert_i64_s f32.convert_i64_u f32.demote_f64
            b7 1 f64.convert_i32_s f64.convert_i32_u f64.convert_i64_s f64.convert_i64_u f64.promote_f32
            bc 1 i32.reinterpret_f32 i64.reinterpret_f64 f32.reinterpret_i32 f64.reinterpret_i64
            c0 1 i32.extend8_s i32.extend16_s i64.extend8_s i64.extend16_s i64.extend32_s
            fc00 1 i32.trunc_sat_f32_s i32.trunc_sat_f32_u i32.trunc_sat_f64_s i32.trunc_sat_f64_u
            fc04 1 i64.trunc_sat_f32_s i64.trunc_sat_f32_u i64.trunc_sat_f64_s i64.trunc_sat_f64_u
            """;

    private static final String LOADS =
            "i32.load i64.load f32.load f64.load i32.load8_s i32.load8_u i32.load16_s i32.load16_u i64.load8_s i64.load8_u"
                    + " i64.load16_s i64.load16_u i64.load32_s i64.load32_u";

    private static final String STORES =
            "i32.store i64.store f32.store f64.store i32.store8 i32.store16 i64.store8 i64.store16 i64.store32";

    private static final Set<String> ARITHMETIC =
            Set.of("ceil", "floor", "trunc", "nearest", "sqrt", "add", "sub", "mul", "div", "min", "max");

    private static final Set<String> COMPARISONS = Set.of("eq", "ne", "lt", "gt", "le", "ge");

    private static final Map<Integer, Operation> ALL = all();

    private Operations() {}

    /** The operation, or null if it is not accepted. */
    static Operation of(int code) {
        return ALL.get(code);
    }

    private static Map<Integer, Operation> all() {
        Map<Integer, Operation> all = new HashMap<>();
        control(all);
        variables(all);
        memory(all);
        for (String line : NUMERIC.split("\n")) {
            String[] words = line.split(" ");
            int code = Integer.parseInt(words[0], 16);
            for (int i = 2; i < words.length; i++) {
                add(all, code + i - 2, words[i], Immediate.NONE, Integer.parseInt(words[1]), 1);
            }
        }
        return Map.copyOf(all);
    }

    private static void control(Map<Integer, Operation> all) {
        add(all, UNREACHABLE, "unreachable", Immediate.NONE, 0, 0);
        add(all, NOP, "nop", Immediate.NONE, 0, 0);
        add(all, BLOCK, "block", Immediate.BLOCK_TYPE, -1, -1);
        add(all, LOOP, "loop", Immediate.BLOCK_TYPE, -1, -1);
        add(all, IF, "if", Immediate.BLOCK_TYPE, -1, -1);
        add(all, ELSE, "else", Immediate.NONE, -1, -1);
        add(all, END, "end", Immediate.NONE, -1, -1);
        add(all, BR, "br", Immediate.LABEL, -1, -1);
        add(all, BR_IF, "br_if", Immediate.LABEL, 1, 0);
        add(all, BR_TABLE, "br_table", Immediate.LABELS, -1, -1);
        add(all, RETURN, "return", Immediate.NONE, -1, -1);
        add(all, CALL, "call", Immediate.FUNCTION, -1, -1);
        add(all, CALL_INDIRECT, "call_indirect", Immediate.TYPE, -1, -1);
    }

    private static void variables(Map<Integer, Operation> all) {
        add(all, DROP, "drop", Immediate.NONE, 1, 0);
        add(all, SELECT, "select", Immediate.NONE, 3, 1);
        add(all, 0x1C, "select", Immediate.VALUE_TYPES, 3, 1);
        add(all, LOCAL_GET, "local.get", Immediate.LOCAL, 0, 1);
        add(all, LOCAL_SET, "local.set", Immediate.LOCAL, 1, 0);
        add(all, LOCAL_TEE, "local.tee", Immediate.LOCAL, 1, 1);
        add(all, GLOBAL_GET, "global.get", Immediate.GLOBAL, 0, 1);
        add(all, GLOBAL_SET, "global.set", Immediate.GLOBAL, 1, 0);
        add(all, I32_CONST, "i32.const", Immediate.I32, 0, 1);
        add(all, I64_CONST, "i64.const", Immediate.I64, 0, 1);
        add(all, F32_CONST, "f32.const", Immediate.F32, 0, 1);
        add(all, F64_CONST, "f64.const", Immediate.F64, 0, 1);
    }

    private static void memory(Map<Integer, Operation> all) {
        int code = 0x28;
        for (String name : LOADS.split(" ")) {
            add(all, code++, name, Immediate.MEMORY_ARGUMENT, 1, 1);
        }
        for (String name : STORES.split(" ")) {
            add(all, code++, name, Immediate.MEMORY_ARGUMENT, 2, 0);
        }
        add(all, 0x3F, "memory.size", Immediate.MEMORY, 0, 1);
        add(all, MEMORY_GROW, "memory.grow", Immediate.MEMORY, 1, 1);
        add(all, MEMORY_INIT, "memory.init", Immediate.DATA_AND_MEMORY, 3, 0);
        add(all, DATA_DROP, "data.drop", Immediate.DATA, 0, 0);
        add(all, MEMORY_COPY, "memory.copy", Immediate.MEMORIES, 3, 0);
        add(all, MEMORY_FILL, "memory.fill", Immediate.MEMORY, 3, 0);
    }

    private static void add(
            Map<Integer, Operation> all, int code, String name, Immediate immediate, int pops, int pushes) {
        all.put(code, new Operation(code, name, immediate, pops, pushes, nan(name)));
    }

    private static Nan nan(String name) {
        if (name.equals("drop") || name.contains(".trunc_")) {
            return Nan.HIDES;
        }
        int dot = name.indexOf('.');
        String type = dot < 0 ? "" : name.substring(0, dot);
        String rest = name.substring(dot + 1);
        if (!type.startsWith("f")) {
            return Nan.KEEPS;
        }
        if (COMPARISONS.contains(rest)) {
            return Nan.HIDES;
        }
        if (ARITHMETIC.contains(rest) || rest.startsWith("demote") || rest.startsWith("promote")) {
            return type.equals("f32") ? Nan.MAKES_F32 : Nan.MAKES_F64;
        }
        return Nan.KEEPS;
    }
}
