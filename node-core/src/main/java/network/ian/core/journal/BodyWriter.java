package network.ian.core.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/** Appends bodies. A body never spans two segments. */
final class BodyWriter implements Closeable {

    private final SegmentDirectory bodies;
    private final long segmentBytes;
    private final ByteBuffer buffer;
    private final CRC32C crc = new CRC32C();

    private SegmentFile file;
    private long end;
    private long settledEnd;
    private long sealedBytes;
    private long settledSealedBytes;
    private long flushed;

    /** {@code end}: just behind the last body. {@code buffer} is shared with the log's writer: one works at a time. */
    BodyWriter(SegmentDirectory bodies, long segmentBytes, ByteBuffer buffer, long end) throws IOException {
        this.bodies = bodies;
        this.segmentBytes = segmentBytes;
        this.buffer = buffer;
        this.end = end;
        this.settledEnd = end;
        this.flushed = Locator.offset(end);
        this.sealedBytes = bodies.bytesBefore(Locator.segment(end));
        this.settledSealedBytes = sealedBytes;
        this.file = bodies.open(Locator.segment(end));
    }

    /**
     * Writes the group's bodies and syncs them.
     *
     * @param entriesBefore entries in the journal so far
     * @return each body's place
     */
    long[] append(List<JournalEntry> group, int entriesBefore) throws IOException {
        buffer.clear();
        long[] locators = new long[group.size()];
        for (int i = 0; i < locators.length; i++) {
            byte[] body = group.get(i).body().view();
            makeRoom(body.length, entriesBefore + i);
            locators[i] = end;
            put(body);
        }
        flush();
        bodies.force(Locator.segment(end), file);
        return locators;
    }

    /** Just behind the last body. */
    long end() {
        return end;
    }

    /** Octets of all segments. */
    long bytes() {
        return sealedBytes + Locator.offset(end);
    }

    /** The group is committed. */
    void settle() {
        settledEnd = end;
        settledSealedBytes = sealedBytes;
    }

    /** Takes back what was written since {@link #settle}. */
    void rollBack() throws IOException {
        int settled = Locator.segment(settledEnd);
        int segment = Locator.segment(end);
        if (segment > settled) {
            file.close();
            for (; segment > settled; segment--) {
                bodies.delete(segment);
            }
            file = bodies.open(settled);
        }
        file.truncate(Locator.offset(settledEnd));
        end = settledEnd;
        sealedBytes = settledSealedBytes;
        flushed = Locator.offset(end);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void makeRoom(int bodySize, int ordinal) throws IOException {
        long size = Locator.offset(end) + Frame.SIZE + bodySize;
        if (size <= segmentBytes || Locator.offset(end) == SegmentHeader.SIZE) {
            return;
        }
        flush();
        int segment = Locator.segment(end);
        bodies.force(segment, file);
        ByteBuffer header = ByteBuffer.allocate(SegmentHeader.SIZE);
        SegmentHeader.bodies(segment + 1, ordinal, bodies.topic()).encode(header);
        SegmentFile next = bodies.create(segment + 1, header.flip());
        SegmentFile sealed = file;
        sealedBytes += Locator.offset(end);
        file = next;
        end = Locator.of(segment + 1, SegmentHeader.SIZE);
        flushed = SegmentHeader.SIZE;
        sealed.close();
    }

    private void put(byte[] body) throws IOException {
        if (buffer.remaining() < Frame.SIZE) {
            flush();
        }
        Frame.begin(crc, body.length, Frame.BODY).update(body);
        Frame.put(buffer, body.length, (int) crc.getValue(), Frame.BODY);
        int from = 0;
        while (from < body.length) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int count = Math.min(buffer.remaining(), body.length - from);
            buffer.put(body, from, count);
            from += count;
        }
        end += Frame.SIZE + body.length;
    }

    private void flush() throws IOException {
        buffer.flip();
        int count = buffer.remaining();
        file.writeFully(buffer, flushed);
        flushed += count;
        buffer.clear();
    }
}
