package network.ian.core.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.ian.core.crypto.Hash;

/**
 * A stored journal up to one of its commit records: the octets of its files that belong to it, which never change again,
 * except where a body is dropped. A process may append to the journal meanwhile. Never writes. Immutable.
 */
public final class JournalExtent {

    private static final int WINDOW = 256 << 10;

    private final SegmentDirectory log;
    private final SegmentDirectory bodies;
    private final JournalPosition position;
    private final long bodiesEnd;

    /**
     * The beginning of a file, or all of it.
     *
     * @param name below the goal's directory, with a slash, e.g. {@code log/00000000.segment}
     * @param size octets that belong to the extent
     */
    public record Part(Path file, String name, long size) {}

    private JournalExtent(SegmentDirectory log, SegmentDirectory bodies, JournalPosition position, long bodiesEnd) {
        this.log = log;
        this.bodies = bodies;
        this.position = position;
        this.bodiesEnd = bodiesEnd;
    }

    /**
     * Up to a commit record that is known to have been written.
     *
     * @param goalDirectory the goal's directory
     * @param goalId for messages
     * @param topic topic of the goal
     * @throws JournalDamagedException if it is not there
     */
    public static JournalExtent at(Path goalDirectory, String goalId, Hash topic, JournalPosition position)
            throws IOException {
        SegmentDirectory log = log(goalDirectory, goalId, topic);
        try (SegmentReader reader = new SegmentReader(SegmentKind.LOG, WINDOW)) {
            reader.turnTo(log.openReadOnly(position.segment()));
            long offset = position.offset();
            boolean there = offset < reader.size()
                    && reader.record(offset) == Commit.RECORD_SIZE
                    && reader.type(offset) == Frame.COMMIT;
            Commit commit = there ? Commit.decode(reader.window(), reader.at(offset, Commit.RECORD_SIZE)) : null;
            if (commit == null || commit.entries() != position.entries()) {
                throw log.damaged(
                        position.segment(), offset, "no commit record of " + position.entries() + " entries here");
            }
            return new JournalExtent(log, bodies(goalDirectory, goalId, topic), position, commit.bodiesEnd());
        }
    }

    /** Up to the last commit record that is on disk; empty if there is no journal, or none in it. */
    public static Optional<JournalExtent> last(Path goalDirectory, String goalId, Hash topic) throws IOException {
        SegmentDirectory log = log(goalDirectory, goalId, topic);
        List<Integer> segments = log.segments();
        for (int i = segments.size() - 1; i >= 0; i--) {
            try (SegmentReader reader = new SegmentReader(SegmentKind.LOG, WINDOW)) {
                reader.turnTo(log.openReadOnly(segments.get(i)));
                long at = CommittedFiles.lastCommit(reader);
                // A segment that was begun and holds no group yet says no more than the one before.
                if (at > SegmentHeader.SIZE || (at == SegmentHeader.SIZE && i == 0)) {
                    Commit commit = Commit.decode(reader.window(), reader.at(at, Commit.RECORD_SIZE));
                    JournalPosition position = new JournalPosition(segments.get(i), (int) at, (int) commit.entries());
                    return Optional.of(
                            new JournalExtent(log, bodies(goalDirectory, goalId, topic), position, commit.bodiesEnd()));
                }
            }
        }
        return Optional.empty();
    }

    /** Up to the end of the last segment of the log that gets no more entries; empty if there is none. */
    public Optional<JournalExtent> sealed() throws IOException {
        if (position.segment() == 0) {
            return Optional.empty();
        }
        int segment = position.segment() - 1;
        try (SegmentReader reader = new SegmentReader(SegmentKind.LOG, WINDOW)) {
            reader.turnTo(log.openReadOnly(segment));
            long at = reader.size() - Commit.RECORD_SIZE;
            if (at < SegmentHeader.SIZE || reader.record(at) != Commit.RECORD_SIZE) {
                throw log.damaged(segment, Math.max(0, at), "a sealed segment does not end with a commit record");
            }
            Commit commit = Commit.decode(reader.window(), reader.at(at, Commit.RECORD_SIZE));
            JournalPosition end = new JournalPosition(segment, (int) at, (int) commit.entries());
            return Optional.of(new JournalExtent(log, bodies, end, commit.bodiesEnd()));
        }
    }

    /** The commit record that it ends with. */
    public JournalPosition position() {
        return position;
    }

    /** Its files, those of the log first, ascending. */
    public List<Part> parts() throws IOException {
        List<Part> parts = new ArrayList<>();
        add(parts, log, Locator.of(position.segment(), logEnd()));
        add(parts, bodies, bodiesEnd);
        return parts;
    }

    /** Whether a body is being overwritten now, or was when the process that did it ended. */
    public boolean takedownPending() {
        return Files.exists(bodies.path().resolve(Takedown.INTENT), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Reads entries of the log, not their bodies.
     *
     * @param after an earlier commit record, behind which to begin; empty: at the start
     * @throws JournalDamagedException if a record is not what was written
     */
    public void read(Optional<JournalPosition> after, EntrySink sink) throws IOException {
        int ordinal = after.map(JournalPosition::entries).orElse(0);
        int first = after.map(JournalPosition::segment).orElse(0);
        EntryRow row = new EntryRow();
        try (SegmentReader reader = new SegmentReader(SegmentKind.LOG, WINDOW)) {
            for (int segment = first; segment <= position.segment(); segment++) {
                reader.turnTo(log.openReadOnly(segment));
                long end = segment == position.segment() ? logEnd() : reader.size();
                long offset =
                        segment == first && after.isPresent() ? after.get().offset() : SegmentHeader.SIZE;
                while (offset < end) {
                    int length = reader.record(offset);
                    if (length < 0) {
                        throw log.damaged(segment, offset, "record is damaged");
                    }
                    if (reader.type(offset) == Frame.ENTRY) {
                        int index = reader.at(offset, length);
                        sink.entry(row.at(reader.window(), index, ordinal++, Locator.of(segment, offset)));
                    }
                    offset += length;
                }
            }
        }
    }

    private long logEnd() {
        return (long) position.offset() + Commit.RECORD_SIZE;
    }

    private static void add(List<Part> parts, SegmentDirectory directory, long end) throws IOException {
        for (int segment = 0; segment <= Locator.segment(end); segment++) {
            Path file = directory.file(segment);
            long size;
            try (SegmentFile open = directory.openReadOnly(segment)) {
                size = open.size();
            }
            long wanted = segment == Locator.segment(end) ? Locator.offset(end) : size;
            if (size < wanted) {
                throw directory.damaged(segment, size, "segment ends before offset " + wanted);
            }
            parts.add(new Part(file, directory.kind().directory() + "/" + file.getFileName(), wanted));
        }
    }

    private static SegmentDirectory log(Path goalDirectory, String goalId, Hash topic) {
        return SegmentDirectory.of(new DiskFiles(), SegmentKind.LOG, goalDirectory, goalId, topic);
    }

    private static SegmentDirectory bodies(Path goalDirectory, String goalId, Hash topic) {
        return SegmentDirectory.of(new DiskFiles(), SegmentKind.BODIES, goalDirectory, goalId, topic);
    }
}
