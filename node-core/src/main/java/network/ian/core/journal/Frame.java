package network.ian.core.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** What stands before each record's payload: its length, its checksum and its type. */
final class Frame {

    /** Length, CRC32C, type. */
    static final int SIZE = Integer.BYTES + Integer.BYTES + 1;

    static final byte ENTRY = 1;
    static final byte COMMIT = 2;
    static final byte BODY = 3;
    static final byte DROPPED = 4;

    private static final int CHECKSUM = 4;
    private static final int TYPE = 8;

    private Frame() {}

    static int length(ByteBuffer buffer, int index) {
        return buffer.getInt(index);
    }

    static int checksum(ByteBuffer buffer, int index) {
        return buffer.getInt(index + CHECKSUM);
    }

    static byte type(ByteBuffer buffer, int index) {
        return buffer.get(index + TYPE);
    }

    static void put(ByteBuffer to, int length, int checksum, byte type) {
        to.putInt(length).putInt(checksum).put(type);
    }

    /** Starts a checksum with what it covers before the payload. */
    static CRC32C begin(CRC32C crc, int length, byte type) {
        crc.reset();
        for (int shift = 24; shift >= 0; shift -= 8) {
            crc.update(length >>> shift);
        }
        crc.update(type);
        return crc;
    }

    /** Adds {@code count} octets of {@code buffer} from {@code index}; leaves position and limit as they were. */
    static void add(CRC32C crc, ByteBuffer buffer, int index, int count) {
        int position = buffer.position();
        int limit = buffer.limit();
        buffer.limit(index + count).position(index);
        crc.update(buffer);
        buffer.limit(limit).position(position);
    }

    /** Completes the frame at {@code index}, whose payload goes up to the buffer's position. */
    static void seal(CRC32C crc, ByteBuffer buffer, int index, byte type) {
        int length = buffer.position() - index - SIZE;
        begin(crc, length, type);
        add(crc, buffer, index + SIZE, length);
        buffer.putInt(index, length).putInt(index + CHECKSUM, (int) crc.getValue());
        buffer.put(index + TYPE, type);
    }

    /** Whether {@code octets}, from its position on, starts with a whole, valid record for a segment of this kind. */
    static boolean isWhole(SegmentKind kind, ByteBuffer octets) {
        int index = octets.position();
        if (octets.remaining() < SIZE
                || !kind.allows(type(octets, index), length(octets, index))
                || length(octets, index) > octets.remaining() - SIZE) {
            return false;
        }
        CRC32C crc = begin(new CRC32C(), length(octets, index), type(octets, index));
        add(crc, octets, index + SIZE, length(octets, index));
        return (int) crc.getValue() == checksum(octets, index);
    }

    /** The whole tombstone's checksum: type {@link #DROPPED} and {@code length} zero octets. */
    static int tombstoneChecksum(int length) {
        CRC32C crc = begin(new CRC32C(), length, DROPPED);
        byte[] zeros = new byte[Math.min(length, 8192)];
        for (int left = length; left > 0; left -= zeros.length) {
            crc.update(zeros, 0, Math.min(left, zeros.length));
        }
        return (int) crc.getValue();
    }
}
