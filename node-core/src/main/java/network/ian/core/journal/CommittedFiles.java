package network.ian.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of a journal as they were when its last commit record was written: what a process writes behind it is not
 * there. Read-only.
 */
final class CommittedFiles implements ReadOnlyFiles {

    private static final int WINDOW = 256 << 10;

    private final SegmentFiles files;
    private final SegmentDirectory log;
    private final SegmentDirectory bodies;
    private final long logEnd;
    private final long bodiesEnd;

    private CommittedFiles(
            SegmentFiles files, SegmentDirectory log, SegmentDirectory bodies, long logEnd, long bodiesEnd) {
        this.files = files;
        this.log = log;
        this.bodies = bodies;
        this.logEnd = logEnd;
        this.bodiesEnd = bodiesEnd;
    }

    /** Finds the last commit record. A journal without any is shown as it is. */
    static SegmentFiles of(SegmentFiles files, SegmentDirectory log, SegmentDirectory bodies) throws IOException {
        List<Integer> segments = log.segments();
        for (int i = segments.size() - 1; i >= 0; i--) {
            int segment = segments.get(i);
            try (SegmentReader reader = new SegmentReader(SegmentKind.LOG, WINDOW)) {
                reader.turnTo(log.openReadOnly(segment));
                long commitAt = lastCommit(reader);
                if (commitAt >= 0) {
                    Commit commit = Commit.decode(reader.window(), reader.at(commitAt, Commit.RECORD_SIZE));
                    long end = Locator.of(segment, commitAt + Commit.RECORD_SIZE);
                    return new CommittedFiles(files, log, bodies, end, commit.bodiesEnd());
                }
            }
        }
        return files;
    }

    /** The files up to a commit record whose place is known. */
    static SegmentFiles upTo(
            SegmentFiles files, SegmentDirectory log, SegmentDirectory bodies, JournalPosition position) {
        long end = Locator.of(position.segment(), (long) position.offset() + Commit.RECORD_SIZE);
        return new CommittedFiles(files, log, bodies, end, 0);
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        if (directory.equals(log.path())) {
            return upTo(log, logEnd);
        }
        return directory.equals(bodies.path()) ? upTo(bodies, bodiesEnd) : files.list(directory);
    }

    @Override
    public SegmentFile openReadOnly(Path file) throws IOException {
        SegmentFile whole = files.openReadOnly(file);
        if (file.equals(log.file(Locator.segment(logEnd)))) {
            return new Beginning(whole, Locator.offset(logEnd));
        }
        boolean lastBodies = file.equals(bodies.file(Locator.segment(bodiesEnd)));
        return lastBodies ? new Beginning(whole, Locator.offset(bodiesEnd)) : whole;
    }

    /** Offset of the last whole commit record, wherever damage stands; -1 if there is none. */
    static long lastCommit(SegmentReader reader) throws IOException {
        long last = -1;
        long offset = SegmentHeader.SIZE;
        while (offset >= 0 && offset < reader.size()) {
            int length = reader.record(offset);
            if (length < 0) {
                offset = reader.nextRecord(offset + 1);
                continue;
            }
            if (reader.type(offset) == Frame.COMMIT) {
                last = offset;
            }
            offset += length;
        }
        return last;
    }

    /** Segments only: an intent of a takedown that is going on is not there either. */
    private static List<String> upTo(SegmentDirectory directory, long end) throws IOException {
        return directory.segments().stream()
                .filter(segment -> segment <= Locator.segment(end))
                .map(segment -> directory.file(segment).getFileName().toString())
                .toList();
    }

    private record Beginning(SegmentFile file, long end) implements ReadOnlyFiles.Segment {

        @Override
        public long size() throws IOException {
            return Math.min(file.size(), end);
        }

        @Override
        public int read(ByteBuffer to, long offset) throws IOException {
            return file.read(to, offset);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
