package network.ian.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/** The format version that a segment's header names (JOURNAL.md, "Segment header"). */
public final class JournalFormat {

    /** The version that is written, and the newest that is read. */
    public static final int VERSION = SegmentHeader.VERSION;

    private JournalFormat() {}

    /** The version in a segment's header; empty if the header is not whole. */
    public static OptionalLong found(Path segment) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(SegmentHeader.SIZE);
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.READ)) {
            while (header.hasRemaining() && channel.read(header, header.position()) >= 0) {}
        }
        boolean whole = !header.hasRemaining() && SegmentHeader.checksumHolds(header, 0);
        return whole ? OptionalLong.of(SegmentHeader.version(header, 0)) : OptionalLong.empty();
    }
}
