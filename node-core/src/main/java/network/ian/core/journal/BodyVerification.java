package network.ian.core.journal;

import java.io.Closeable;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;
import network.ian.core.crypto.DomainTag;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/** Walks the segments of bodies in step with the entries, from the first octet to the last. */
final class BodyVerification implements Closeable {

    private static final int WINDOW = 64 << 10;

    private final SegmentDirectory bodies;
    private final List<Integer> present;
    private final Problems problems;
    private final SegmentReader reader = new SegmentReader(SegmentKind.BODIES, WINDOW);

    private int segment = -1;
    private long offset;
    private boolean readable;
    private boolean behindTheLast;

    BodyVerification(SegmentDirectory bodies, List<Integer> present, Problems problems) {
        this.bodies = bodies;
        this.present = present;
        this.problems = problems;
        turnTo(0, 0, false);
    }

    /** Just behind the last body. */
    long end() {
        return Locator.of(segment, offset);
    }

    /** Whether a body at {@code locator} follows the one before. */
    boolean continuesAt(long locator) {
        return locator == end() || locator == Locator.of(segment + 1, SegmentHeader.SIZE);
    }

    /**
     * Checks an entry's body and everything between the last one and it.
     *
     * @param broken whether entries were lost before this one, so that bodies without an entry are no news
     */
    void check(EntryRow row, boolean broken) {
        if (!reach(row.bodyLocator(), row.ordinal(), broken)) {
            return;
        }
        try {
            if (readable) {
                checkBody(row);
            }
            offset += Frame.SIZE + row.bodySize();
        } catch (IOException e) {
            unreadable(e);
        }
    }

    /**
     * Passes over bodies without an entry, up to {@code locator}; false if there is no such place.
     *
     * @param ordinal of the next entry
     */
    boolean reach(long locator, int ordinal, boolean broken) {
        int target = Locator.segment(locator);
        int last = present.isEmpty() ? 0 : present.get(present.size() - 1);
        if (target < segment || target > last + 1) {
            problems.add(bodies.problem(target, Locator.offset(locator), "no such segment for a body"));
            return false;
        }
        try {
            while (segment < target) {
                walk(size(), broken);
                turnTo(segment + 1, ordinal, broken);
            }
            walk(Locator.offset(locator), broken);
        } catch (IOException e) {
            unreadable(e);
        }
        offset = Locator.offset(locator);
        return true;
    }

    /** Checks what follows the last body. */
    void finish(boolean broken) {
        behindTheLast = !broken;
        try {
            walk(size(), broken);
        } catch (IOException e) {
            problem("cannot be read: " + e.getMessage());
        }
        for (int extra : present) {
            if (extra > segment) {
                add(bodies.problem(extra, 0, "a segment of bodies that no entry has"));
            }
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private void turnTo(int next, int bodiesBefore, boolean broken) {
        segment = next;
        offset = SegmentHeader.SIZE;
        readable = false;
        try {
            if (!present.contains(next)) {
                problems.add(bodies.problem(next, 0, "segment is missing"));
                return;
            }
            reader.turnTo(bodies.openReadOnly(next));
            if (reader.size() < SegmentHeader.SIZE) {
                problems.add(bodies.problem(next, reader.size(), "segment ends within its header"));
                return;
            }
            readable = true;
            int index = reader.at(0, SegmentHeader.SIZE);
            SegmentHeader expected = SegmentHeader.bodies(next, bodiesBefore, bodies.topic());
            if (broken) {
                expected = SegmentHeader.claimed(expected, reader.window(), index);
            }
            expected.flaw(reader.window(), index).ifPresent(flaw -> problems.add(bodies.problem(next, 0, flaw)));
        } catch (IOException e) {
            problems.add(bodies.problem(next, 0, "cannot be read: " + e.getMessage()));
        }
    }

    private long size() {
        return readable ? reader.size() : offset;
    }

    /** Bodies without an entry, up to {@code limit}. */
    private void walk(long limit, boolean broken) throws IOException {
        while (readable && offset < limit) {
            int length = reader.record(offset);
            if (length < 0) {
                problem((limit - offset) + " octets that no entry has and that are no whole body");
                offset = limit;
            } else {
                if (!broken) {
                    problem("a body that no entry has");
                }
                offset += length;
            }
        }
    }

    private void checkBody(EntryRow row) throws IOException {
        int length = reader.record(offset);
        if (length != Frame.SIZE + row.bodySize()) {
            problem(
                    length < 0
                            ? "body is damaged"
                            : "body has " + (length - Frame.SIZE) + " octets, its entry says " + row.bodySize());
        } else if (reader.type(offset) == Frame.DROPPED) {
            if (!reader.isZero(offset + Frame.SIZE, row.bodySize())) {
                problem("a dropped body that is not all zeros");
            }
        } else {
            MessageDigest digest = Sha256.newDigest();
            digest.update(DomainTag.PACK_HASH.octets());
            reader.digest(offset + Frame.SIZE, row.bodySize(), digest);
            if (!Hash.wrap(digest.digest()).equals(row.packHash())) {
                problem("the body's hash is not its entry's pack hash");
            }
        }
    }

    private void unreadable(IOException e) {
        problem("cannot be read: " + e.getMessage());
        readable = false;
    }

    private void problem(String what) {
        add(bodies.problem(segment, offset, what));
    }

    /** Bodies behind the last entry's are what a crash leaves, since they are written first. */
    private void add(Problem problem) {
        problems.add(behindTheLast ? problem.as(Problem.Kind.LEFTOVER) : problem);
    }
}
