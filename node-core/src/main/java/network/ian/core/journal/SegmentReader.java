package network.ian.core.journal;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.zip.CRC32C;

/**
 * Reads a segment through a sliding window. Reading instead of mapping: a file that shrinks or a bad sector is an
 * {@link IOException} here, and a fault of the process there.
 */
final class SegmentReader implements Closeable {

    private final SegmentKind kind;
    private final ByteBuffer window;
    private final CRC32C crc = new CRC32C();
    private SegmentFile file;
    private long size;
    private long start;
    private int filled;
    private long keep;

    /** {@code windowBytes}: at least the largest record of the log. */
    SegmentReader(SegmentKind kind, int windowBytes) {
        this.kind = kind;
        this.window = ByteBuffer.allocateDirect(windowBytes);
    }

    /** Turns to another file, which this reader closes. Its size is taken now. */
    void turnTo(SegmentFile next) throws IOException {
        close();
        file = next;
        size = next.size();
        start = 0;
        filled = 0;
        keep = 0;
    }

    long size() {
        return size;
    }

    /** Valid for the indexes that {@link #at} gave last. */
    ByteBuffer window() {
        return window;
    }

    /** Announces that octets from {@code offset} on will be asked for again. */
    void keepFrom(long offset) {
        keep = offset;
    }

    /** Brings {@code length} octets from {@code offset} into the window; returns the index of the first. */
    int at(long offset, int length) throws IOException {
        if (offset < start || offset + length > start + filled) {
            boolean keeping = keep <= offset && offset + length - keep <= window.capacity();
            fill(keeping ? keep : offset);
            if (offset + length > start + filled) {
                throw new EOFException("the file ends before offset " + (offset + length));
            }
        }
        return (int) (offset - start);
    }

    /** Length of the whole, valid record that starts at {@code offset}, or -1 if none does. */
    int record(long offset) throws IOException {
        if (size - offset < Frame.SIZE) {
            return -1;
        }
        int index = at(offset, Frame.SIZE);
        int length = Frame.length(window, index);
        byte type = Frame.type(window, index);
        int expected = Frame.checksum(window, index);
        if (!kind.allows(type, length) || length > size - offset - Frame.SIZE) {
            return -1;
        }
        Frame.begin(crc, length, type);
        each(offset + Frame.SIZE, length, (buffer, from, count) -> Frame.add(crc, buffer, from, count));
        return (int) crc.getValue() == expected ? Frame.SIZE + length : -1;
    }

    byte type(long offset) throws IOException {
        return Frame.type(window, at(offset, Frame.SIZE));
    }

    /** Offset of the first whole, valid record at or behind {@code from}, or -1. */
    long nextRecord(long from) throws IOException {
        keep = from;
        for (long offset = from; offset <= size - Frame.SIZE; offset++) {
            keep = offset;
            if (record(offset) >= 0) {
                return offset;
            }
        }
        return -1;
    }

    /** Feeds {@code length} octets from {@code offset} to the digest. */
    void digest(long offset, long length, MessageDigest digest) throws IOException {
        each(offset, length, (buffer, from, count) -> {
            buffer.limit(from + count).position(from);
            digest.update(buffer);
            buffer.clear();
        });
    }

    /** Whether {@code length} octets from {@code offset} are all zero. */
    boolean isZero(long offset, long length) throws IOException {
        boolean[] zero = {true};
        each(offset, length, (buffer, from, count) -> {
            for (int i = from; i < from + count && zero[0]; i++) {
                zero[0] = buffer.get(i) == 0;
            }
        });
        return zero[0];
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }

    private interface Chunk {
        void take(ByteBuffer buffer, int from, int count);
    }

    private void each(long offset, long length, Chunk chunk) throws IOException {
        long at = offset;
        long end = offset + length;
        while (at < end) {
            int count = (int) Math.min(end - at, window.capacity());
            chunk.take(window, at(at, count), count);
            at += count;
        }
    }

    private void fill(long from) throws IOException {
        window.clear();
        window.limit((int) Math.min(window.capacity(), size - from));
        file.readFully(window, from);
        start = from;
        filled = window.position();
        window.clear();
    }
}
