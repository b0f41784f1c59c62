package network.ian.wasm.metering;

import java.util.Random;
import network.ian.wasm.binary.Operations;
import network.ian.wasm.binary.ValueType;

/** Random code that leaves a value on the stack: constants, locals, arithmetic, loads, calls and blocks with a result. */
final class RandomValues {

    private static final byte I = ValueType.I32;
    private static final byte F = ValueType.F64;
    private static final int[] I_BINARY = {0x6A, 0x6B, 0x6C, 0x71, 0x72, 0x73, 0x74, 0x75, 0x77, 0x78, 0x46, 0x48, 0x4B
    };
    private static final int[] F_BINARY = {0xA0, 0xA1, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6};
    private static final int[] F_UNARY = {0x99, 0x9A, 0x9B, 0x9C, 0x9D, 0x9E, 0x9F};
    private static final int[] F_COMPARE = {0x61, 0x62, 0x63, 0x66};

    private final Random random;
    private final CodeWriter code;
    private final Budget budget;
    private final int function;
    private final int functions;
    private final Runnable blockOfAFloat;

    /** How much a body still takes; then only what is short follows. */
    static final class Budget {

        private int left;

        Budget(int left) {
            this.left = left;
        }

        void spend() {
            left--;
        }

        boolean isSpent() {
            return left < 0;
        }
    }

    RandomValues(Random random, CodeWriter code, Budget budget, int function, int functions, Runnable blockOfAFloat) {
        this.random = random;
        this.code = code;
        this.budget = budget;
        this.function = function;
        this.functions = functions;
        this.blockOfAFloat = blockOfAFloat;
    }

    /** One after the other. */
    void all(byte[] wanted) {
        for (byte type : wanted) {
            one(type);
        }
    }

    /** One of this type. */
    void one(byte type) {
        budget.spend();
        if (type == I && random.nextInt(300) == 0) {
            one(I);
            one(I);
            code.op(0x6D);
        } else if (type == I) {
            integer();
        } else {
            real();
        }
    }

    private void integer() {
        switch (budget.isSpent() ? random.nextInt(2) : random.nextInt(10)) {
            case 0 -> code.i32(random.nextInt(5) == 0 ? random.nextInt() : random.nextInt(64));
            case 1 -> code.op(Operations.LOCAL_GET, new int[] {0, 2, 3}[random.nextInt(3)]);
            case 2, 3 -> {
                one(I);
                one(I);
                int operation = I_BINARY[random.nextInt(I_BINARY.length)];
                code.op(operation);
                if (operation == Operations.I32_MUL) {
                    // Or the library's interpreter, which counts for comparison, may take the wrong way at an if.
                    code.op(0xAC).op(0xA7);
                }
            }
            case 4 -> {
                one(F);
                one(F);
                code.op(F_COMPARE[random.nextInt(F_COMPARE.length)]);
            }
            case 5 -> {
                address();
                code.op(0x28).u32(2).u32(random.nextInt(64));
            }
            case 6 -> {
                one(F);
                code.op(Operations.PREFIX).u32(2);
            }
            case 7 -> {
                one(F);
                code.op(0xBD).op(0xA7);
            }
            case 8 -> call();
            default -> {
                one(I);
                code.op(Operations.LOCAL_TEE, 2 + random.nextInt(2));
            }
        }
    }

    private void real() {
        switch (budget.isSpent() ? random.nextInt(2) : random.nextInt(10)) {
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
                one(F);
                one(F);
                code.op(F_BINARY[random.nextInt(F_BINARY.length)]);
            }
            case 5, 6 -> {
                one(F);
                code.op(F_UNARY[random.nextInt(F_UNARY.length)]);
            }
            case 7 -> {
                address();
                code.op(0x2B).u32(3).u32(random.nextInt(64));
            }
            case 8 -> {
                one(F);
                one(F);
                one(I);
                code.op(Operations.SELECT);
            }
            default -> blockOfAFloat.run();
        }
    }

    /** An i32, mostly one that lies within the memory. */
    void address() {
        one(I);
        if (random.nextInt(200) > 0) {
            code.i32(0x7FFF).op(0x71);
        }
    }

    /** A call, mostly of a later function, directly or through the table (whose last entry is empty); its float is dropped. */
    private void call() {
        one(I);
        one(F);
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
