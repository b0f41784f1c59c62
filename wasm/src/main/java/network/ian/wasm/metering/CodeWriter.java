package network.ian.wasm.metering;

import java.util.Arrays;
import network.ian.wasm.binary.Operations;

/** Writes the binary format (WebAssembly 2.0, chapter 5). */
final class CodeWriter {

    private static final int EMPTY_BLOCK = 0x40;

    private byte[] bytes = new byte[256];
    private int size;

    int size() {
        return size;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    CodeWriter u8(int octet) {
        room(1);
        bytes[size++] = (byte) octet;
        return this;
    }

    CodeWriter u32(int value) {
        int left = value;
        while ((left & ~0x7F) != 0) {
            u8((left & 0x7F) | 0x80);
            left >>>= 7;
        }
        return u8(left);
    }

    CodeWriter signed(long value) {
        long left = value;
        while (left < -64 || left > 63) {
            u8((int) (left & 0x7F) | 0x80);
            left >>= 7;
        }
        return u8((int) (left & 0x7F));
    }

    CodeWriter raw(byte[] from, int start, int end) {
        room(end - start);
        System.arraycopy(from, start, bytes, size, end - start);
        size += end - start;
        return this;
    }

    /** Another writer's bytes behind their length. */
    CodeWriter sized(CodeWriter part) {
        u32(part.size);
        return raw(part.bytes, 0, part.size);
    }

    /** A section, unless it is empty. */
    CodeWriter section(int id, CodeWriter contents) {
        return contents.size == 0 ? this : u8(id).sized(contents);
    }

    CodeWriter op(int code) {
        return u8(code);
    }

    CodeWriter op(int code, int index) {
        return u8(code).u32(index);
    }

    CodeWriter i32(int value) {
        return u8(Operations.I32_CONST).signed(value);
    }

    /** The beginning of an {@code if} without parameters and results. */
    CodeWriter ifVoid() {
        return u8(Operations.IF).u8(EMPTY_BLOCK);
    }

    CodeWriter end() {
        return u8(Operations.END);
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
