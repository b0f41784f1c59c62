package network.ian.core.journal;

import java.io.Closeable;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/** Checks the log, and hands each entry's body to {@link BodyVerification}. Goes on behind damage to find the rest. */
final class LogVerification implements Closeable {

    private static final int WINDOW = 256 << 10;

    private final SegmentDirectory log;
    private final BodyVerification bodies;
    private final Problems problems;
    private final Optional<JournalPosition> known;
    private final EntrySink sink;
    private final SegmentReader reader = new SegmentReader(SegmentKind.LOG, WINDOW);
    private final EntryRow row = new EntryRow();
    private final MessageDigest chain = Sha256.newDigest();
    private final List<Long> group = new ArrayList<>();

    private Commit commit;
    private boolean broken;
    private boolean knownSeen;
    private long groupStart;
    private int last;

    LogVerification(
            SegmentDirectory log,
            BodyVerification bodies,
            Problems problems,
            Optional<JournalPosition> known,
            EntrySink sink) {
        this.log = log;
        this.bodies = bodies;
        this.problems = problems;
        this.known = known;
        this.knownSeen = known.isEmpty();
        this.sink = sink;
        adopt(Commit.genesis(log.topic()));
    }

    void run(List<Integer> segments) throws IOException {
        last = segments.isEmpty() ? 0 : segments.get(segments.size() - 1);
        Set<Integer> present = new TreeSet<>(segments);
        for (int segment = 0; segment <= last; segment++) {
            if (present.contains(segment)) {
                readSegment(segment);
            } else {
                problem(segment, 0, "segment is missing");
                broken = true;
                segment = nextPresent(present, segment) - 1;
            }
        }
        bodies.finish(broken);
        if (!knownSeen) {
            JournalPosition position = known.orElseThrow();
            problem(position.segment(), position.offset(), Commit.missing(position));
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private static int nextPresent(Set<Integer> present, int from) {
        return present.stream().filter(segment -> segment > from).findFirst().orElse(from + 1);
    }

    private void readSegment(int segment) {
        try {
            reader.turnTo(log.openReadOnly(segment));
            if (reader.size() < LogStart.SIZE) {
                behindTheEnd(segment, reader.size(), "segment ends within its header");
                broken = true;
                return;
            }
            checkHeader(segment);
            records(segment);
        } catch (IOException e) {
            problem(segment, 0, "cannot be read: " + e.getMessage());
            broken = true;
        }
    }

    private void checkHeader(int segment) throws IOException {
        int index = reader.at(0, SegmentHeader.SIZE);
        SegmentHeader expected = SegmentHeader.log(segment, commit, log.topic());
        if (broken) {
            expected = SegmentHeader.claimed(expected, reader.window(), index);
        }
        expected.flaw(reader.window(), index).ifPresent(flaw -> problem(segment, 0, flaw));
        if (reader.record(SegmentHeader.SIZE) >= 0 && reader.type(SegmentHeader.SIZE) != Frame.COMMIT) {
            problem(segment, SegmentHeader.SIZE, "segment does not start with a commit record");
        }
    }

    private void records(int segment) throws IOException {
        long offset = SegmentHeader.SIZE;
        groupStart = offset;
        while (offset < reader.size()) {
            int length = reader.record(offset);
            if (length < 0) {
                offset = skipDamage(segment, offset);
                continue;
            }
            if (reader.type(offset) == Frame.COMMIT) {
                checkCommit(segment, offset);
                groupStart = offset + length;
                reader.keepFrom(groupStart);
            } else {
                checkEntry(segment, offset, length);
            }
            offset += length;
        }
        if (!group.isEmpty()) {
            behindTheEnd(segment, groupStart, group.size() + " entries after the last commit record");
            group.clear();
            broken = true;
        }
    }

    private long skipDamage(int segment, long offset) throws IOException {
        broken = true;
        long next = reader.nextRecord(offset + 1);
        if (next >= 0) {
            problem(segment, offset, "damaged record");
            return next;
        }
        behindTheEnd(segment, offset, (reader.size() - offset) + " octets at the end that are no whole record");
        return reader.size();
    }

    private void checkEntry(int segment, long offset, int length) throws IOException {
        reader.digest(offset, length, chain);
        row.at(reader.window(), reader.at(offset, length), ordinal(), Locator.of(segment, offset));
        if (!Sha256.of(row.header().view()).equals(row.id())) {
            problem(segment, offset, "the header's hash is not the entry's id");
        }
        try {
            row.metrics();
        } catch (IllegalArgumentException e) {
            problem(segment, offset, "metrics: " + e.getMessage());
        }
        if (!bodies.continuesAt(row.bodyLocator()) && !broken) {
            problem(segment, offset, "body at " + Locator.words(row.bodyLocator()) + " does not follow the one before");
        }
        bodies.check(row, broken);
        group.add(offset);
    }

    private void checkCommit(int segment, long offset) throws IOException {
        Commit next = Commit.decode(reader.window(), reader.at(offset, Commit.RECORD_SIZE));
        if (broken) {
            bodies.reach(next.bodiesEnd(), (int) next.entries(), true);
        } else {
            compare(segment, offset, next);
        }
        JournalPosition position = new JournalPosition(segment, (int) offset, (int) next.entries());
        knownSeen |= known.filter(position::equals).isPresent();
        handOn(segment);
        adopt(next);
        broken = false;
    }

    private void compare(int segment, long offset, Commit found) {
        if (found.entries() != commit.entries() + group.size()) {
            problem(
                    segment,
                    offset,
                    "commit record counts " + found.entries() + " entries, there are "
                            + (commit.entries() + group.size()));
        }
        Hash running = Hash.wrap(chain.digest());
        if (group.isEmpty() ? !found.equals(commit) : !found.runningHash().equals(running)) {
            problem(segment, offset, "running hash does not match the records before");
        }
        if (found.bodiesEnd() != bodies.end()) {
            problem(
                    segment,
                    offset,
                    "commit record has the bodies end at " + Locator.words(found.bodiesEnd()) + ", its entries at "
                            + Locator.words(bodies.end()));
        }
    }

    private void handOn(int segment) throws IOException {
        for (int i = 0; i < group.size(); i++) {
            long offset = group.get(i);
            int length = Frame.SIZE + Frame.length(reader.window(), reader.at(offset, Frame.SIZE));
            int ordinal = (int) commit.entries() + i;
            sink.entry(row.at(reader.window(), reader.at(offset, length), ordinal, Locator.of(segment, offset)));
        }
        group.clear();
    }

    private void adopt(Commit next) {
        commit = next;
        chain.reset();
        chain.update(next.runningHash().view());
    }

    private int ordinal() {
        return (int) commit.entries() + group.size();
    }

    /** What stands behind the last commit record of the last segment is what a crash leaves; elsewhere it is damage. */
    private void behindTheEnd(int segment, long offset, String what) {
        Problem problem = log.problem(segment, offset, what);
        problems.add(segment == last ? problem.as(Problem.Kind.LEFTOVER) : problem);
    }

    private void problem(int segment, long offset, String what) {
        problems.add(log.problem(segment, offset, what));
    }
}
