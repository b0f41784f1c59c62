package network.ian.p2p.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.BiConsumer;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;

/**
 * Writes the fields of one frame. Refuses what {@link FrameReader} would refuse: a node that sent it would be taken for an
 * attacker.
 */
final class FrameWriter {

    private final ByteBuffer out;

    /** @param out big-endian, with room for the whole frame */
    FrameWriter(ByteBuffer out) {
        this.out = out;
    }

    FrameWriter u8(int value) {
        out.put((byte) within(value, 0, 0xff));
        return this;
    }

    FrameWriter u16(int value) {
        out.putShort((short) within(value, 0, 0xffff));
        return this;
    }

    FrameWriter i32(int value) {
        out.putInt(value);
        return this;
    }

    FrameWriter u32(long value) {
        require(value >>> 32 == 0, "no unsigned 32-bit number");
        return i32((int) value);
    }

    FrameWriter i64(long value) {
        out.putLong(value);
        return this;
    }

    FrameWriter flag(boolean value) {
        return u8(value ? 1 : 0);
    }

    FrameWriter hash(Hash hash) {
        out.put(hash.view());
        return this;
    }

    /** A byte string of a length that the reader knows or has read. */
    FrameWriter bytes(Bytes bytes) {
        out.put(bytes.view());
        return this;
    }

    /** The same for a string that must have {@code length} bytes. */
    FrameWriter exactly(int length, Bytes bytes) {
        within(bytes.size(), length, length);
        return bytes(bytes);
    }

    /** UTF-8 of a length that is written already. */
    FrameWriter text(String text) {
        out.put(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    <T> FrameWriter list(Collection<T> list, BiConsumer<FrameWriter, T> element) {
        list.forEach(item -> element.accept(this, item));
        return this;
    }

    /** @throws IllegalArgumentException if {@code value} is out of range */
    static int within(int value, int min, int max) {
        require(value >= min && value <= max, "not " + min + " to " + max);
        return value;
    }

    /** @throws IllegalArgumentException unless {@code holds} */
    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("a field that may not be sent: " + otherwise);
        }
    }
}
