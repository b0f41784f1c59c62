package network.ian.core.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import network.ian.core.crypto.Hash;

/**
 * How a log segment starts: its header, then the commit record before it once more, so that every segment holds one from
 * its first moment on.
 */
final class LogStart {

    static final int SIZE = SegmentHeader.SIZE + Commit.RECORD_SIZE;

    private LogStart() {}

    /** All of it, ready to be written. */
    static ByteBuffer encode(int segment, Commit before, Hash topic) {
        ByteBuffer start = ByteBuffer.allocate(SIZE);
        SegmentHeader.log(segment, before, topic).encode(start);
        before.encode(start, new CRC32C());
        return start.flip();
    }
}
