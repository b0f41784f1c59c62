package network.ian.p2p.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/**
 * Reads the fields of one frame. The first fault sticks: from then on every read gives zero, nothing or an empty list, so
 * that layouts need no checks of their own and nothing is ever thrown. Allocates only what the remaining bytes can fill.
 */
final class FrameReader {

    private static final Hash NO_HASH = Hash.wrap(new byte[Hash.SIZE]);

    private final ByteBuffer in;
    private WireFault fault;
    private MessageDigest digest;

    /** @param payload the bytes after the frame's type, from position to limit; neither is moved */
    FrameReader(ByteBuffer payload) {
        this.in = payload.slice();
    }

    /** The first fault, or that bytes are left over; null if the payload is right. */
    WireFault fault() {
        return fault == null && in.hasRemaining() ? WireFault.TRUNCATED : fault;
    }

    void broken(WireFault found) {
        if (fault == null) {
            fault = found;
        }
    }

    int u8() {
        return has(1) ? in.get() & 0xff : 0;
    }

    int u16() {
        return has(2) ? in.getShort() & 0xffff : 0;
    }

    int i32() {
        return has(4) ? in.getInt() : 0;
    }

    long u32() {
        return i32() & 0xffff_ffffL;
    }

    long i64() {
        return has(8) ? in.getLong() : 0;
    }

    boolean flag() {
        int value = u8();
        if (value > 1) {
            broken(WireFault.FIELD_VALUE);
        }
        return value == 1;
    }

    Hash hash() {
        return has(Hash.SIZE) ? Hash.wrap(take(Hash.SIZE)) : NO_HASH;
    }

    /** SHA-256 of a header. One digest serves the frame: a new one for each of many short headers would cost more than they do. */
    Hash idOf(Bytes header) {
        if (digest == null) {
            digest = Sha256.newDigest();
        }
        return Hash.wrap(digest.digest(header.view()));
    }

    /** A byte string of a length that has been read. */
    Bytes bytes(int length) {
        return has(length) ? Bytes.wrap(take(length)) : Bytes.EMPTY;
    }

    /** A length or count that has been read; 0 after a fault. */
    int within(long value, long min, long max) {
        if (fault == null && (value < min || value > max)) {
            broken(WireFault.FIELD_RANGE);
        }
        return fault == null ? (int) value : 0;
    }

    /** ASCII of a length that has been read, if {@code allowed} agrees; it sees other bytes as U+0080 to U+00FF. */
    String ascii(int length, Predicate<String> allowed) {
        return has(length) ? accepted(new String(take(length), StandardCharsets.ISO_8859_1), allowed) : "";
    }

    /** UTF-8 in its one form, of a length that has been read, if {@code allowed} agrees. */
    String text(int length, Predicate<String> allowed) {
        if (!has(length)) {
            return "";
        }
        try {
            ByteBuffer octets = ByteBuffer.wrap(take(length));
            return accepted(StandardCharsets.UTF_8.newDecoder().decode(octets).toString(), allowed);
        } catch (CharacterCodingException e) {
            broken(WireFault.FIELD_VALUE);
            return "";
        }
    }

    /**
     * A list whose length has been read and found in range.
     *
     * @param leastBytes fewest bytes of an element; a list that cannot fit is refused before there is room made for it
     */
    <T> List<T> list(int count, int leastBytes, Function<FrameReader, T> element) {
        if (count == 0 || !has(count * leastBytes)) {
            return List.of();
        }
        List<T> list = new ArrayList<>(count);
        for (int i = 0; i < count && fault == null; i++) {
            list.add(element.apply(this));
        }
        return Collections.unmodifiableList(list);
    }

    private String accepted(String text, Predicate<String> allowed) {
        if (!allowed.test(text)) {
            broken(WireFault.FIELD_VALUE);
        }
        return text;
    }

    private boolean has(int length) {
        if (fault == null && in.remaining() < length) {
            fault = WireFault.TRUNCATED;
        }
        return fault == null;
    }

    private byte[] take(int length) {
        byte[] octets = new byte[length];
        in.get(octets);
        return octets;
    }
}
