package network.ian.wasm.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes of a module piece by piece, right or wrong. WebAssembly 2.0, chapter 5. */
public final class RawBytes {

    /** The largest number of 32 bits. */
    static final long ALL_ONES = 0xFFFFFFFFL;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public static RawBytes of(int... octets) {
        return new RawBytes().add(octets);
    }

    public RawBytes add(int... octets) {
        for (int octet : octets) {
            out.write(octet);
        }
        return this;
    }

    public RawBytes add(RawBytes other) {
        out.writeBytes(other.toArray());
        return this;
    }

    public RawBytes u32(long value) {
        long rest = value;
        while (rest > 0x7F) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return this;
    }

    public RawBytes repeat(int times, int... octets) {
        for (int i = 0; i < times; i++) {
            add(octets);
        }
        return this;
    }

    public RawBytes name(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        u32(octets.length);
        out.writeBytes(octets);
        return this;
    }

    /** {@code content} with its length in front. */
    public RawBytes sized(RawBytes content) {
        return u32(content.size()).add(content);
    }

    public RawBytes section(int id, RawBytes content) {
        return add(id).sized(content);
    }

    public int size() {
        return out.size();
    }

    public byte[] toArray() {
        return out.toByteArray();
    }
}
