package network.ian.wasm.metering;

import network.ian.wasm.binary.InstructionReader;
import network.ian.wasm.binary.Operations;

/**
 * Stores of a part of their operand. For these the library's interpreter (1.7.5, {@code I64_STORE8} and {@code I64_STORE32}) adds
 * base and offset in 32 bits without a look at either, so that a base of -1 behind an offset writes inside of the memory where the
 * specification (WebAssembly 2.0, section 4.4.7) traps. They are written with instructions that it checks.
 */
final class NarrowStores {

    private static final int I32_LOAD8_U = 0x2D;
    private static final int I32_STORE = 0x36;
    private static final int I32_WRAP_I64 = 0xA7;

    private final CodeWriter code;
    private final AddedLocals added;
    private final byte[] bytes;

    NarrowStores(CodeWriter code, AddedLocals added, byte[] bytes) {
        this.code = code;
        this.added = added;
        this.bytes = bytes;
    }

    /** Whether an instruction is a store that takes {@link AddedLocals#counted} and {@link AddedLocals#grown}. */
    static boolean needLocals(int opcode, long offset) {
        return (opcode == Operations.I32_STORE8 || opcode == Operations.I64_STORE8) && offset != 0;
    }

    void write(int opcode, InstructionReader store) {
        if (opcode != Operations.I32_STORE8) {
            code.op(I32_WRAP_I64);
        }
        if (opcode == Operations.I64_STORE32) {
            argument(I32_STORE, store);
            return;
        }
        if (needLocals(opcode, store.immediate())) {
            // There is no other store of a byte: a load from the same place traps first.
            code.op(Operations.LOCAL_SET, added.counted()).op(Operations.LOCAL_TEE, added.grown());
            argument(I32_LOAD8_U, store);
            code.op(Operations.DROP).op(Operations.LOCAL_GET, added.grown()).op(Operations.LOCAL_GET, added.counted());
        }
        argument(Operations.I32_STORE8, store);
    }

    /** The same alignment and offset behind another opcode. */
    private void argument(int opcode, InstructionReader store) {
        code.op(opcode).raw(bytes, store.start() + 1, store.end());
    }
}
