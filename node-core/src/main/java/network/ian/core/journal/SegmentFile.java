package network.ian.core.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One open file. Reads may come from any thread. */
interface SegmentFile extends Closeable {

    /** Octets in the file. */
    long size() throws IOException;

    /** Reads at {@code offset}; may read less than there is room for. -1 at the end of the file. */
    int read(ByteBuffer to, long offset) throws IOException;

    /** Writes at {@code offset}; may write less than {@code from} holds. */
    int write(ByteBuffer from, long offset) throws IOException;

    void truncate(long size) throws IOException;

    /** Returns once content and size are on the medium. */
    void force() throws IOException;

    /** Reads until {@code to} is full or the file ends. */
    default void readFully(ByteBuffer to, long offset) throws IOException {
        long at = offset;
        while (to.hasRemaining()) {
            int count = read(to, at);
            if (count < 0) {
                return;
            }
            at += count;
        }
    }

    /** Writes all that {@code from} holds. */
    default void writeFully(ByteBuffer from, long offset) throws IOException {
        long at = offset;
        while (from.hasRemaining()) {
            int count = write(from, at);
            if (count <= 0) {
                throw new IOException("nothing was written, " + from.remaining() + " octets are left");
            }
            at += count;
        }
    }
}
