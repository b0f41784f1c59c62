package network.ian.wasm.binary;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import network.ian.core.codec.MalformedException;

/** Reads a module's bytes from front to back; never past its end. WebAssembly 2.0, section 5.2. */
final class Cursor {

    /** What every complaint about a module names as the field. */
    static final String FIELD = "parameters";

    private final byte[] bytes;
    private final int end;
    private int at;

    Cursor(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    int at() {
        return at;
    }

    int end() {
        return end;
    }

    boolean atEnd() {
        return at == end;
    }

    int left() {
        return end - at;
    }

    int u8(String what) {
        if (at == end) {
            throw fail(at, what + " is cut off");
        }
        return bytes[at++] & 0xFF;
    }

    void skip(int count, String what) {
        if (count > left()) {
            throw fail(at, what + " is cut off: " + count + " bytes, " + left() + " are left");
        }
        at += count;
    }

    /** A part of this cursor's bytes that must be read to its end. */
    Cursor part(int size, String what) {
        int from = at;
        skip(size, what);
        return new Cursor(bytes, from, at);
    }

    /** An unsigned number of at most 32 bits. */
    long u32(String what) {
        return unsigned(what);
    }

    /** A count of things that each take a byte at least, refused before anything is made for it. */
    int count(String what, int limit) {
        int from = at;
        long count = unsigned(what);
        if (count > limit) {
            throw fail(from, what + " " + count + ", the limit is " + limit);
        }
        return (int) count;
    }

    /** A size in bytes that fits what is left. */
    int size(String what) {
        int from = at;
        long size = unsigned(what);
        if (size > left()) {
            throw fail(from, what + " has " + size + " bytes, " + left() + " are left");
        }
        return (int) size;
    }

    int s32(String what) {
        return (int) signed(what, 32);
    }

    long s33(String what) {
        return signed(what, 33);
    }

    long s64(String what) {
        return signed(what, 64);
    }

    String name(String what) {
        int from = at;
        int size = size(what);
        if (size > ModuleLimits.NAME_BYTES) {
            throw fail(from, what + " has " + size + " bytes, the limit is " + ModuleLimits.NAME_BYTES);
        }
        try {
            String name = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, at, size))
                    .toString();
            at += size;
            return name;
        } catch (CharacterCodingException e) {
            throw fail(from, what + " is not UTF-8");
        }
    }

    MalformedException fail(int offset, String problem) {
        return new MalformedException(FIELD, problem + " (offset 0x" + Integer.toHexString(offset) + ")");
    }

    private long unsigned(String what) {
        long value = 0;
        int from = at;
        for (int shift = 0; ; shift += 7) {
            int octet = u8(what);
            if (shift == 28 && (octet & 0xF0) != 0) {
                throw fail(from, what + " is not a number of at most 32 bits");
            }
            value |= (long) (octet & 0x7F) << shift;
            if ((octet & 0x80) == 0) {
                return value;
            }
        }
    }

    private long signed(String what, int bits) {
        long value = 0;
        int from = at;
        int shift = 0;
        while (true) {
            int octet = u8(what);
            value |= (long) (octet & 0x7F) << shift;
            shift += 7;
            if (shift >= bits) {
                // The unused bits of the last byte repeat the sign.
                int used = bits - (shift - 7);
                int rest = (byte) (octet << 1) >> used;
                if ((octet & 0x80) != 0 || (rest != 0 && rest != -1)) {
                    throw fail(from, what + " is not a number of at most " + bits + " bits");
                }
            }
            if ((octet & 0x80) == 0) {
                int unused = Long.SIZE - shift;
                return unused > 0 ? (value << unused) >> unused : value;
            }
        }
    }
}
