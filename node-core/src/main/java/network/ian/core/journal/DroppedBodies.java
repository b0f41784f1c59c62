package network.ian.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Compares two copies of a segment of bodies of which one may have lost bodies since. Never writes. */
public final class DroppedBodies {

    private static final int WINDOW = 64 << 10;

    private DroppedBodies() {}

    /**
     * Whether the first {@code size} octets of {@code newer} are those of {@code older}, apart from bodies that were dropped.
     *
     * @param size octets, which end with a record
     */
    public static boolean areTheOnlyDifference(Path older, Path newer, long size) throws IOException {
        DiskFiles files = new DiskFiles();
        try (SegmentReader before = new SegmentReader(SegmentKind.BODIES, WINDOW);
                SegmentReader after = new SegmentReader(SegmentKind.BODIES, WINDOW)) {
            before.turnTo(files.openReadOnly(older));
            after.turnTo(files.openReadOnly(newer));
            if (before.size() < size || after.size() < size || !same(before, after, 0, SegmentHeader.SIZE)) {
                return false;
            }
            long offset = SegmentHeader.SIZE;
            while (offset < size) {
                int length = before.record(offset);
                if (length < 0 || after.record(offset) != length) {
                    return false;
                }
                boolean dropped = after.type(offset) == Frame.DROPPED && before.type(offset) == Frame.BODY;
                if (!dropped && !same(before, after, offset, length)) {
                    return false;
                }
                offset += length;
            }
            return offset == size;
        }
    }

    private static boolean same(SegmentReader a, SegmentReader b, long from, long length) throws IOException {
        for (long at = from; at < from + length; at += WINDOW) {
            int count = (int) Math.min(WINDOW, from + length - at);
            ByteBuffer first = piece(a, at, count);
            if (!first.equals(piece(b, at, count))) {
                return false;
            }
        }
        return true;
    }

    private static ByteBuffer piece(SegmentReader reader, long offset, int count) throws IOException {
        int index = reader.at(offset, count);
        return reader.window().slice(index, count);
    }
}
