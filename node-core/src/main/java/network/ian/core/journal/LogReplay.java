package network.ian.core.journal;

import java.io.IOException;
import java.util.Optional;

/**
 * Reads the log in order and hands every committed group to the sink. Groups are handed on only once their commit record
 * has been read, so the sink never sees an entry that recovery may cut.
 */
final class LogReplay {

    private final SegmentDirectory log;
    private final SegmentReader reader;
    private final EntrySink sink;
    private final Optional<JournalPosition> known;
    private final EntryRow row = new EntryRow();
    private final BodyChain bodies = new BodyChain();

    private Commit commit;
    private JournalPosition position = new JournalPosition(0, SegmentHeader.SIZE, 0);
    private boolean knownSeen;
    private int wholeEntries;

    LogReplay(SegmentDirectory log, SegmentReader reader, EntrySink sink, Optional<JournalPosition> known) {
        this.log = log;
        this.reader = reader;
        this.sink = sink;
        this.known = known;
        this.commit = Commit.genesis(log.topic());
        this.knownSeen = known.isEmpty();
    }

    /** Reads one segment; {@code last} if no other follows. */
    void segment(int segment, boolean last) throws IOException {
        reader.turnTo(log.openReadOnly(segment));
        start(segment);
        long offset = SegmentHeader.SIZE;
        long groupStart = offset;
        int groupEntries = 0;
        while (offset < reader.size()) {
            int length = reader.record(offset);
            if (length < 0) {
                refuseDamage(segment, offset, last);
                break;
            }
            if (reader.type(offset) == Frame.COMMIT) {
                commit(segment, offset, groupStart, groupEntries);
                groupStart = offset + length;
                reader.keepFrom(groupStart);
                groupEntries = 0;
            } else {
                groupEntries++;
            }
            offset += length;
        }
        wholeEntries = groupEntries;
        if (!last && (groupEntries > 0 || offset < reader.size())) {
            throw log.damaged(segment, groupStart, "a sealed segment does not end with a commit record");
        }
    }

    /** Hands on entries of the last segment that have got a commit record since. */
    void handOn(int segment, long from, int count) throws IOException {
        long offset = from;
        for (int i = 0; i < count; i++) {
            int ordinal = (int) commit.entries() + i;
            int length = entry(segment, offset, ordinal);
            if (!bodies.continuesAt(row.bodyLocator())) {
                throw log.damaged(
                        segment,
                        offset,
                        "body at " + Locator.words(row.bodyLocator())
                                + " does not follow the one before, which ends at " + Locator.words(bodies.end()));
            }
            bodies.pass(ordinal, row.bodyLocator(), row.bodySize());
            sink.entry(row);
            offset += length;
        }
    }

    /** The last commit record. */
    Commit commit() {
        return commit;
    }

    JournalPosition position() {
        return position;
    }

    /** Whether the known position, if there is one, was met. */
    boolean knownSeen() {
        return knownSeen;
    }

    BodyChain bodies() {
        return bodies;
    }

    /** Whole entries behind the last commit record. */
    int wholeEntries() {
        return wholeEntries;
    }

    /** Points the row at an entry of the current segment; returns the record's length. */
    int entry(int segment, long offset, int ordinal) throws IOException {
        int length = Frame.SIZE + Frame.length(reader.window(), reader.at(offset, Frame.SIZE));
        row.at(reader.window(), reader.at(offset, length), ordinal, Locator.of(segment, offset));
        return length;
    }

    EntryRow row() {
        return row;
    }

    private void start(int segment) throws IOException {
        if (reader.size() >= SegmentHeader.SIZE) {
            int index = reader.at(0, SegmentHeader.SIZE);
            log.requireHeader(SegmentHeader.log(segment, commit, log.topic()), reader.window(), index);
        }
        if (reader.size() < LogStart.SIZE) {
            throw log.damaged(segment, reader.size(), "segment ends within its header");
        }
        if (reader.record(SegmentHeader.SIZE) != Commit.RECORD_SIZE
                || !Commit.decode(reader.window(), reader.at(SegmentHeader.SIZE, Commit.RECORD_SIZE))
                        .equals(commit)) {
            throw log.damaged(segment, SegmentHeader.SIZE, "segment does not start with the commit record before it");
        }
    }

    private void commit(int segment, long offset, long groupStart, int groupEntries) throws IOException {
        Commit next = Commit.decode(reader.window(), reader.at(offset, Commit.RECORD_SIZE));
        if (next.entries() != commit.entries() + groupEntries || next.entries() > Integer.MAX_VALUE) {
            throw log.damaged(
                    segment,
                    offset,
                    "commit record counts " + next.entries() + " entries, there are "
                            + (commit.entries() + groupEntries));
        }
        handOn(segment, groupStart, groupEntries);
        if (next.bodiesEnd() != bodies.end()) {
            throw log.damaged(
                    segment,
                    offset,
                    "commit record has the bodies end at " + Locator.words(next.bodiesEnd()) + ", its entries at "
                            + Locator.words(bodies.end()));
        }
        commit = next;
        position = new JournalPosition(segment, (int) offset, (int) next.entries());
        knownSeen |= known.filter(position::equals).isPresent();
    }

    private void refuseDamage(int segment, long offset, boolean last) throws IOException {
        if (!last) {
            throw log.damaged(segment, offset, "record is damaged, and a later segment follows");
        }
        long next = reader.nextRecord(offset + 1);
        if (next >= 0) {
            throw log.damaged(segment, offset, "record is damaged, and a whole record follows at offset " + next);
        }
    }
}
