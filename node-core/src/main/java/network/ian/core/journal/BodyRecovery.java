package network.ian.core.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Checks the segments of bodies against what the log says of them, and cuts what no entry has. */
final class BodyRecovery implements Closeable {

    private static final int WINDOW = 64 << 10;

    private final SegmentDirectory bodies;
    private final SegmentReader reader = new SegmentReader(SegmentKind.BODIES, WINDOW);
    private int openSegment = -1;
    private int segments;
    private int last;
    private long end;
    private boolean restart;
    private int wholeCut;
    private long bytesCut;

    BodyRecovery(SegmentDirectory bodies) {
        this.bodies = bodies;
    }

    SegmentDirectory directory() {
        return bodies;
    }

    /** Whether the record at {@code locator} is a whole body, dropped or not, of this size. */
    boolean isWhole(long locator, int bodySize) throws IOException {
        int segment = Locator.segment(locator);
        if (segment < 0 || segment >= bodies.count()) {
            return false;
        }
        turnTo(segment);
        return reader.record(Locator.offset(locator)) == Frame.SIZE + bodySize;
    }

    /**
     * Checks that every segment up to the last body is there, and what follows it. Writes nothing.
     *
     * @param mostOrphans how many whole bodies without an entry a crash can explain
     */
    void check(BodyChain chain, int mostOrphans) throws IOException {
        List<BodyChain.Extent> extents = chain.extents();
        segments = bodies.count();
        last = extents.size() - 1;
        end = extents.get(last).end();
        boolean empty = last == 0 && end == SegmentHeader.SIZE;
        for (int segment = 0; segment <= last; segment++) {
            checkSegment(segment, extents.get(segment), empty);
        }
        countOrphans();
        if (wholeCut > mostOrphans) {
            throw bodies.damaged(
                    last, end, wholeCut + " bodies follow that the log has no entry for: log records are missing");
        }
    }

    /** Cuts what follows the last body and makes the rest durable. */
    void settle() throws IOException {
        for (int segment = segments - 1; segment > last; segment--) {
            bodies.delete(segment);
        }
        ByteBuffer header = ByteBuffer.allocate(SegmentHeader.SIZE);
        SegmentHeader.bodies(0, 0, bodies.topic()).encode(header);
        if (segments == 0) {
            bodies.create(0, header.flip()).close();
            return;
        }
        try (SegmentFile file = bodies.open(last)) {
            if (restart) {
                file.truncate(0);
                file.writeFully(header.flip(), 0);
            } else if (file.size() > end) {
                file.truncate(end);
            }
            bodies.force(last, file);
        }
        bodies.forceNames();
    }

    /** Whole bodies that were cut. */
    int wholeCut() {
        return wholeCut;
    }

    /** Octets that were cut. */
    long bytesCut() {
        return bytesCut;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private void checkSegment(int segment, BodyChain.Extent extent, boolean mayBeTorn) throws IOException {
        if (mayBeTorn && segments == 0) {
            return;
        }
        turnTo(segment);
        restart = mayBeTorn && isTornHeader();
        if (restart) {
            return;
        }
        if (reader.size() < extent.end()) {
            throw bodies.damaged(segment, reader.size(), "segment ends before the body of an entry");
        }
        if (segment < last && reader.size() > extent.end()) {
            throw bodies.damaged(segment, extent.end(), "a body that no entry has, in a sealed segment");
        }
        int index = reader.at(0, SegmentHeader.SIZE);
        SegmentHeader expected = SegmentHeader.bodies(segment, extent.bodiesBefore(), bodies.topic());
        bodies.requireHeader(expected, reader.window(), index);
    }

    private boolean isTornHeader() throws IOException {
        if (reader.size() != SegmentHeader.SIZE) {
            return reader.size() < SegmentHeader.SIZE;
        }
        return !SegmentHeader.checksumHolds(reader.window(), reader.at(0, SegmentHeader.SIZE));
    }

    private void countOrphans() throws IOException {
        for (int segment = last; segment < segments; segment++) {
            turnTo(segment);
            long from = segment == last ? Math.min(end, reader.size()) : Math.min(SegmentHeader.SIZE, reader.size());
            bytesCut += reader.size() - (segment == last ? from : 0);
            for (int length = reader.record(from); length >= 0; length = reader.record(from)) {
                wholeCut++;
                from += length;
            }
        }
    }

    private void turnTo(int segment) throws IOException {
        if (openSegment != segment) {
            reader.turnTo(bodies.openReadOnly(segment));
            openSegment = segment;
        }
    }
}
