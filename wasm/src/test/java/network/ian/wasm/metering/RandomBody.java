package network.ian.wasm.metering;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import network.ian.wasm.binary.Operations;
import network.ian.wasm.binary.ValueType;

/** A random, valid body of a function (i32, f64) -> (i32, f64) with locals 2, 3 of i32 and 4, 5 of f64. */
final class RandomBody {

    private static final byte I = ValueType.I32;
    private static final byte F = ValueType.F64;
    private static final int[] I_BINARY = {0x6A, 0x6B, 0x6C, 0x71, 0x72, 0x73, 0x74, 0x75, 0x77, 0x78, 0x46, 0x48, 0x4B
    };
    private static final int[] F_BINARY = {0xA0, 0xA1, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6};
    private static final int[] F_UNARY = {0x99, 0x9A, 0x9B, 0x9C, 0x9D, 0x9E, 0x9F};
    private static final int[] F_COMPARE = {0x61, 0x62, 0x63, 0x66};

    private final Random random;
    private final CodeWriter code;
    private final int function;
    private final int functions;
    private final byte[][][] types;
    /** Innermost first: what a branch to the label carries. */
    private final Deque<byte[]> labels = new ArrayDeque<>();

    private int budget = 120;

    RandomBody(Random random, CodeWriter code, int function, int functions, byte[][][] types) {
        this.random = random;
        this.code = code;
        this.function = function;
        this.functions = functions;
        this.types = types;
    }

    void write() {
        labels.push(types[0][1]);
        for (int i = 2 + random.nextInt(5); i > 0; i--) {
            statement();
        }
        values(types[0][1]);
        code.end();
    }

    private void values(byte[] wanted) {
        for (byte type : wanted) {
            value(type);
        }
    }

    private void statement() {
        budget--;
        switch (budget < 0 ? random.nextInt(3) : random.nextInt(13)) {
            case 0 -> set(2 + random.nextInt(2), I);
            case 1 -> set(4 + random.nextInt(2), F);
            case 2 -> code.op(Operations.NOP);
            case 3, 4 -> block(Operations.BLOCK);
            case 5 -> block(Operations.LOOP);
            case 6 -> countedLoop();
            case 7, 8 -> choice();
            case 9 -> branchIf();
            case 10 -> store();
            case 11 -> leave();
            default -> bulk();
        }
    }

    private void set(int local, byte type) {
        value(type);
        code.op(Operations.LOCAL_SET, local);
    }

    private void value(byte type) {
        budget--;
        if (type == I && random.nextInt(300) == 0) {
            value(I);
            value(I);
            code.op(0x6D);
        } else if (type == I) {
            integer();
        } else {
            real();
        }
    }

    private void integer() {
        switch (budget < 0 ? random.nextInt(2) : random.nextInt(10)) {
            case 0 -> code.i32(random.nextInt(5) == 0 ? random.nextInt() : random.nextInt(64));
            case 1 -> code.op(Operations.LOCAL_GET, new int[] {0, 2, 3}[random.nextInt(3)]);
            case 2, 3 -> {
                value(I);
                value(I);
                int operation = I_BINARY[random.nextInt(I_BINARY.length)];
                code.op(operation);
                if (operation == Operations.I32_MUL) {
                    // Or the library's interpreter, which counts for comparison, may take the wrong way at an if.
                    code.op(0xAC).op(0xA7);
                }
            }
            case 4 -> {
                value(F);
                value(F);
                code.op(F_COMPARE[random.nextInt(F_COMPARE.length)]);
            }
            case 5 -> {
                address();
                code.op(0x28).u32(2).u32(random.nextInt(64));
            }
            case 6 -> {
                value(F);
                code.op(Operations.PREFIX).u32(2);
            }
            case 7 -> {
                value(F);
                code.op(0xBD).op(0xA7);
            }
            case 8 -> call();
            default -> {
                value(I);
                code.op(Operations.LOCAL_TEE, 2 + random.nextInt(2));
            }
        }
    }

    private void real() {
        switch (budget < 0 ? random.nextInt(2) : random.nextInt(10)) {
            case 0 -> {
                long bits =
                        random.nextInt(4) == 0 ? random.nextLong() : Double.doubleToRawLongBits(random.nextGaussian());
                code.op(Operations.F64_CONST);
                for (int i = 0; i < 8; i++) {
                    code.u8((int) (bits >>> (8 * i)));
                }
            }
            case 1 -> code.op(Operations.LOCAL_GET, new int[] {1, 4, 5}[random.nextInt(3)]);
            case 2, 3, 4 -> {
                value(F);
                value(F);
                code.op(F_BINARY[random.nextInt(F_BINARY.length)]);
            }
            case 5, 6 -> {
                value(F);
                code.op(F_UNARY[random.nextInt(F_UNARY.length)]);
            }
            case 7 -> {
                address();
                code.op(0x2B).u32(3).u32(random.nextInt(64));
            }
            case 8 -> {
                value(F);
                value(F);
                value(I);
                code.op(Operations.SELECT);
            }
            default -> block4();
        }
    }

    private void block4() {
        code.op(Operations.BLOCK).signed(4);
        labels.push(types[4][1]);
        body();
        value(F);
        finish();
    }

    private void address() {
        value(I);
        if (random.nextInt(200) > 0) {
            code.i32(0x7FFF).op(0x71);
        }
    }

    private void body() {
        for (int i = random.nextInt(3); i > 0; i--) {
            statement();
        }
    }

    private void finish() {
        labels.pop();
        code.end();
    }

    /** A block or loop with two results, which are dropped. */
    private void block(int opcode) {
        int type = 2;
        code.op(opcode).signed(type);
        labels.push(opcode == Operations.LOOP ? types[type][0] : types[type][1]);
        body();
        values(types[type][1]);
        finish();
        for (int i = 0; i < types[type][1].length; i++) {
            code.op(Operations.DROP);
        }
    }

    /** Counts local 2 down to 0 from at most 15. */
    private void countedLoop() {
        value(I);
        code.i32(15).op(0x71).op(Operations.LOCAL_SET, 2);
        code.op(Operations.LOOP).u8(0x40);
        labels.push(new byte[0]);
        body();
        code.op(Operations.LOCAL_GET, 2).i32(1).op(0x6B).i32(15).op(0x71);
        code.op(Operations.LOCAL_TEE, 2).op(Operations.BR_IF, 0);
        finish();
    }

    private void choice() {
        value(I);
        code.ifVoid();
        labels.push(new byte[0]);
        body();
        if (random.nextBoolean()) {
            code.op(Operations.ELSE);
            body();
        }
        finish();
    }

    private void branchIf() {
        int label = random.nextInt(labels.size());
        byte[] carried = new ArrayList<>(labels).get(label);
        values(carried);
        value(I);
        code.op(Operations.BR_IF, label);
        for (int i = 0; i < carried.length; i++) {
            code.op(Operations.DROP);
        }
    }

    /** Leaves for good from within an if, so that the code behind can be reached. */
    private void leave() {
        value(I);
        code.ifVoid();
        labels.push(new byte[0]);
        switch (random.nextInt(4)) {
            case 0 -> {
                values(types[0][1]);
                code.op(Operations.RETURN);
            }
            case 1 -> table();
            case 2 -> code.op(random.nextInt(10) == 0 ? Operations.UNREACHABLE : Operations.NOP);
            default -> {
                int label = random.nextInt(labels.size());
                value(F);
                values(new ArrayList<>(labels).get(label));
                code.op(Operations.BR, label);
            }
        }
        if (random.nextBoolean()) {
            statement();
        }
        finish();
    }

    private void table() {
        List<byte[]> all = new ArrayList<>(labels);
        int fallback = random.nextInt(all.size());
        List<Integer> same = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (Arrays.equals(all.get(i), all.get(fallback))) {
                same.add(i);
            }
        }
        values(all.get(fallback));
        value(I);
        code.op(Operations.BR_TABLE).u32(same.size());
        same.forEach(code::u32);
        code.u32(fallback);
    }

    private void store() {
        address();
        if (random.nextBoolean()) {
            value(F);
            code.op(0x39).u32(3).u32(random.nextInt(64));
        } else {
            value(I);
            code.op(0x36).u32(2).u32(random.nextInt(64));
        }
    }

    private void bulk() {
        if (random.nextInt(4) == 0) {
            value(I);
            code.i32(1).op(0x71).op(Operations.MEMORY_GROW).u8(0).op(Operations.LOCAL_SET, 3);
            return;
        }
        address();
        address();
        value(I);
        code.i32(0x1FFF).op(0x71);
        boolean copy = random.nextBoolean();
        code.op(Operations.PREFIX).u32(copy ? 10 : 11).u8(0);
        if (copy) {
            code.u8(0);
        }
    }

    /** A call, mostly of a later function, directly or through the table (whose last entry is empty); its float is dropped. */
    private void call() {
        value(I);
        value(F);
        int callee = random.nextInt(20) == 0
                ? random.nextInt(functions)
                : Math.min(functions - 1, function + 1 + random.nextInt(functions));
        if (callee == function) {
            code.op(Operations.DROP);
            return;
        }
        if (random.nextBoolean()) {
            code.op(Operations.CALL, callee);
        } else {
            code.i32(random.nextInt(40) == 0 ? functions : callee);
            code.op(Operations.CALL_INDIRECT).u32(0).u8(0);
        }
        code.op(Operations.DROP);
    }
}
