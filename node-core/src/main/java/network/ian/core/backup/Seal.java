package network.ian.core.backup;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import network.ian.core.crypto.Hash;

/**
 * The gzip members of an archive. The first holds the tar. The second is empty and carries, in the extra field that RFC 1952
 * section 2.3.1.1 provides, the SHA-256 of all octets before it: compressed octets can change without what they stand for, and
 * a backup with a changed octet is not to be trusted.
 */
final class Seal {

    /** Deflate, no flags, no time, written by Unix. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3};

    private static final int EXTRA = 4;
    private static final int FLAGS_AT = 3;
    private static final int EXTRA_SIZE = 2 + 2 + Hash.SIZE;
    /** An empty final block, then CRC32 and size of nothing. */
    private static final byte[] EMPTY = {3, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    static final int HEADER_SIZE = HEADER.length;
    /** CRC32 and size. */
    static final int TRAILER_SIZE = 8;

    static final int SIZE = HEADER_SIZE + 2 + EXTRA_SIZE + EMPTY.length;

    private Seal() {}

    static byte[] header() {
        return HEADER.clone();
    }

    static byte[] trailer(long crc, long size) {
        return ByteBuffer.allocate(TRAILER_SIZE)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) crc)
                .putInt((int) size)
                .array();
    }

    static byte[] of(Hash before) {
        byte[] header = header();
        header[FLAGS_AT] = EXTRA;
        return ByteBuffer.allocate(SIZE)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(header)
                .putShort((short) EXTRA_SIZE)
                .put((byte) 'I')
                .put((byte) 'A')
                .putShort((short) Hash.SIZE)
                .put(before.view())
                .put(EMPTY)
                .array();
    }
}
