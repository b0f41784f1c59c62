package network.ian.core.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.DomainTag;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/**
 * Reads what is left of a damaged journal: every whole record of an entry, also behind damage, with its body where that is
 * whole. Never writes. Checksums hold for all that is handed on, and bodies have their hash; whether an entry's header and
 * signature are what they should be is for the caller to check.
 */
public final class JournalSalvage {

    private static final int WINDOW = 256 << 10;

    private final SegmentDirectory log;
    private final JournalReader bodies;
    private final OptionalLong takedown;
    private final Consumer<Found> sink;
    private final List<StoredEntry> group = new ArrayList<>();
    /** Entries of the group that were read before damage; all of them where there was none. */
    private int soundUpTo = -1;

    private long base;
    private long highest;

    /** What became of a body. */
    public enum BodyState {
        /** It is there and has its hash. */
        WHOLE,
        /** An operator took it down, or that was begun. */
        DROPPED,
        /** It is not what was written, or not there. */
        DAMAGED
    }

    /**
     * An entry whose record is whole.
     *
     * @param ordinal its number in the order of appending, as far as the commit records around it tell
     * @param body there if {@code state} is WHOLE
     */
    public record Found(StoredEntry entry, long ordinal, BodyState state, Optional<Bytes> body) {}

    private JournalSalvage(SegmentDirectory log, JournalReader bodies, OptionalLong takedown, Consumer<Found> sink) {
        this.log = log;
        this.bodies = bodies;
        this.takedown = takedown;
        this.sink = sink;
    }

    /**
     * Reads everything.
     *
     * @param sink gets the entries in the order in which they stand
     * @return entries that the log once had, as far as its commit records tell
     * @throws IOException if a directory cannot be listed
     */
    public static int read(Path goalDirectory, String goalId, Hash topic, Consumer<Found> sink) throws IOException {
        SegmentFiles files = new PatientFiles(new DiskFiles());
        SegmentDirectory log = SegmentDirectory.of(files, SegmentKind.LOG, goalDirectory, goalId, topic);
        SegmentDirectory bodies = SegmentDirectory.of(files, SegmentKind.BODIES, goalDirectory, goalId, topic);
        try (JournalReader reader = new JournalReader(goalDirectory, goalId, topic)) {
            return new JournalSalvage(log, reader, new Takedown(bodies).declared(), sink).run();
        }
    }

    private int run() throws IOException {
        for (int segment : log.segments()) {
            try (SegmentReader reader = new SegmentReader(SegmentKind.LOG, WINDOW)) {
                reader.turnTo(log.openReadOnly(segment));
                records(segment, reader);
            }
        }
        handOn(base + group.size());
        return (int) Math.min(Math.max(highest, base), Integer.MAX_VALUE);
    }

    private void records(int segment, SegmentReader reader) throws IOException {
        // A damaged header names nothing that the records need.
        long offset = SegmentHeader.SIZE;
        while (offset < reader.size()) {
            int length = reader.record(offset);
            if (length < 0) {
                offset = behindDamage(reader, offset);
            } else if (reader.type(offset) == Frame.COMMIT) {
                commit(Commit.decode(reader.window(), reader.at(offset, Commit.RECORD_SIZE)));
                offset += length;
            } else {
                EntryRow row =
                        new EntryRow().at(reader.window(), reader.at(offset, length), 0, Locator.of(segment, offset));
                add(row);
                offset += length;
            }
        }
    }

    private long behindDamage(SegmentReader reader, long offset) throws IOException {
        soundUpTo = soundUpTo < 0 ? group.size() : soundUpTo;
        long next = reader.nextRecord(offset + 1);
        return next < 0 ? reader.size() : next;
    }

    private void add(EntryRow row) {
        try {
            group.add(row.toStored());
        } catch (IllegalArgumentException e) {
            // Metrics that are no numbers: nothing that a node ever wrote.
            soundUpTo = soundUpTo < 0 ? group.size() : soundUpTo;
        }
    }

    private void commit(Commit commit) {
        highest = Math.max(highest, commit.entries());
        handOn(commit.entries());
        base = commit.entries();
    }

    /** Hands the group on, whose last entry is number {@code end} - 1: those before damage count from its start. */
    private void handOn(long end) {
        for (int i = 0; i < group.size(); i++) {
            boolean sound = soundUpTo < 0 || i < soundUpTo;
            sink.accept(found(group.get(i), sound ? base + i : Math.max(base + i, end - group.size() + i)));
        }
        group.clear();
        soundUpTo = -1;
    }

    private Found found(StoredEntry entry, long ordinal) {
        if (takedown.isPresent() && takedown.getAsLong() == entry.bodyLocator()) {
            return new Found(entry, ordinal, BodyState.DROPPED, Optional.empty());
        }
        try {
            Optional<Bytes> body = bodies.body(entry);
            if (body.isEmpty()) {
                return new Found(entry, ordinal, BodyState.DROPPED, body);
            }
            boolean same = hash(body.get()).equals(entry.packHash());
            return new Found(
                    entry, ordinal, same ? BodyState.WHOLE : BodyState.DAMAGED, same ? body : Optional.empty());
        } catch (IOException e) {
            return new Found(entry, ordinal, BodyState.DAMAGED, Optional.empty());
        }
    }

    private static Hash hash(Bytes body) {
        return Sha256.of(DomainTag.PACK_HASH.octets(), body.view());
    }
}
