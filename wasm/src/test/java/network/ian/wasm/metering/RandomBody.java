package network.ian.wasm.metering;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import network.ian.wasm.binary.Operations;
import network.ian.wasm.binary.ValueType;

/** A random, valid body of a function (i32, f64) -> (i32, f64) with locals 2, 3 of i32 and 4, 5 of f64: its statements and their nesting. */
final class RandomBody {

    private static final byte I = ValueType.I32;
    private static final byte F = ValueType.F64;

    private final Random random;
    private final CodeWriter code;
    private final byte[][][] types;
    private final RandomValues.Budget budget = new RandomValues.Budget(120);
    private final RandomValues values;
    /** Innermost first: what a branch to the label carries. */
    private final Deque<byte[]> labels = new ArrayDeque<>();

    RandomBody(Random random, CodeWriter code, int function, int functions, byte[][][] types) {
        this.random = random;
        this.code = code;
        this.types = types;
        this.values = new RandomValues(random, code, budget, function, functions, this::blockOfAFloat);
    }

    void write() {
        labels.push(types[0][1]);
        for (int i = 2 + random.nextInt(5); i > 0; i--) {
            statement();
        }
        values.all(types[0][1]);
        code.end();
    }

    private void statement() {
        budget.spend();
        switch (budget.isSpent() ? random.nextInt(3) : random.nextInt(13)) {
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
        values.one(type);
        code.op(Operations.LOCAL_SET, local);
    }

    private void blockOfAFloat() {
        code.op(Operations.BLOCK).signed(4);
        labels.push(types[4][1]);
        body();
        values.one(F);
        finish();
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
        values.all(types[type][1]);
        finish();
        for (int i = 0; i < types[type][1].length; i++) {
            code.op(Operations.DROP);
        }
    }

    /** Counts local 2 down to 0 from at most 15. */
    private void countedLoop() {
        values.one(I);
        code.i32(15).op(0x71).op(Operations.LOCAL_SET, 2);
        code.op(Operations.LOOP).u8(0x40);
        labels.push(new byte[0]);
        body();
        code.op(Operations.LOCAL_GET, 2).i32(1).op(0x6B).i32(15).op(0x71);
        code.op(Operations.LOCAL_TEE, 2).op(Operations.BR_IF, 0);
        finish();
    }

    private void choice() {
        values.one(I);
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
        values.all(carried);
        values.one(I);
        code.op(Operations.BR_IF, label);
        for (int i = 0; i < carried.length; i++) {
            code.op(Operations.DROP);
        }
    }

    /** Leaves for good from within an if, so that the code behind can be reached. */
    private void leave() {
        values.one(I);
        code.ifVoid();
        labels.push(new byte[0]);
        switch (random.nextInt(4)) {
            case 0 -> {
                values.all(types[0][1]);
                code.op(Operations.RETURN);
            }
            case 1 -> table();
            case 2 -> code.op(random.nextInt(10) == 0 ? Operations.UNREACHABLE : Operations.NOP);
            default -> {
                int label = random.nextInt(labels.size());
                values.one(F);
                values.all(new ArrayList<>(labels).get(label));
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
        values.all(all.get(fallback));
        values.one(I);
        code.op(Operations.BR_TABLE).u32(same.size());
        same.forEach(code::u32);
        code.u32(fallback);
    }

    private void store() {
        values.address();
        if (random.nextBoolean()) {
            values.one(F);
            code.op(0x39).u32(3).u32(random.nextInt(64));
        } else {
            values.one(I);
            code.op(0x36).u32(2).u32(random.nextInt(64));
        }
    }

    private void bulk() {
        if (random.nextInt(4) == 0) {
            values.one(I);
            code.i32(1).op(0x71).op(Operations.MEMORY_GROW).u8(0).op(Operations.LOCAL_SET, 3);
            return;
        }
        values.address();
        values.address();
        values.one(I);
        code.i32(0x1FFF).op(0x71);
        boolean copy = random.nextBoolean();
        code.op(Operations.PREFIX).u32(copy ? 10 : 11).u8(0);
        if (copy) {
            code.u8(0);
        }
    }
}
