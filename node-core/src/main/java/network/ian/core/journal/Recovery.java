package network.ian.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.zip.CRC32C;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/**
 * Opens a journal: replays it, then decides about what stands behind the last commit record. All checks come before the
 * first write, so a journal that is refused stays as it was; only a takedown that was cut short is carried out first.
 */
final class Recovery {

    private final SegmentDirectory log;
    private final BodyRecovery bodies;
    private final Path goalDirectory;
    private final LogReplay replay;
    private final SegmentReader reader;
    private final Takedown takedown;
    private final JournalOptions options;

    /**
     * An open journal's state.
     *
     * @param commit last commit record
     * @param position its place
     * @param logSegments number of log segments
     * @param logEnd size of the last one
     * @param report what was found and done
     */
    record Outcome(Commit commit, JournalPosition position, int logSegments, long logEnd, RecoveryReport report) {}

    Recovery(
            SegmentDirectory log, SegmentDirectory bodies, Path goalDirectory, JournalOptions options, EntrySink sink) {
        this.log = log;
        this.bodies = new BodyRecovery(bodies);
        this.goalDirectory = goalDirectory;
        this.options = options;
        this.reader = new SegmentReader(SegmentKind.LOG, options.bufferBytes());
        this.takedown = new Takedown(bodies);
        this.replay = new LogReplay(log, reader, sink, options.known());
    }

    Outcome run() throws IOException {
        try (reader;
                bodies) {
            prepareDirectories();
            boolean takedownFinished = takedown.pending() && takedown.resume();
            int segments = log.count();
            boolean torn = replayAll(segments);
            if (!replay.knownSeen()) {
                throw missingKnown(segments);
            }
            return torn ? restart(segments, takedownFinished) : settle(segments, takedownFinished);
        }
    }

    private void prepareDirectories() throws IOException {
        log.files().createDirectory(log.path());
        log.files().createDirectory(bodies.directory().path());
        log.files().forceDirectory(goalDirectory);
    }

    /** True if there is no last segment, or one that was begun and not finished. */
    private boolean replayAll(int segments) throws IOException {
        for (int segment = 0; segment < segments - 1; segment++) {
            replay.segment(segment, false);
        }
        if (segments == 0 || isTornStart(segments - 1)) {
            return true;
        }
        replay.segment(segments - 1, true);
        return false;
    }

    /** Whether the segment is no more than an unfinished {@link LogStart}; nothing is appended before that is durable. */
    private boolean isTornStart(int segment) throws IOException {
        reader.turnTo(log.openReadOnly(segment));
        if (reader.size() > LogStart.SIZE) {
            return false;
        }
        if (reader.size() < SegmentHeader.SIZE) {
            return true;
        }
        ByteBuffer found = reader.window();
        int index = reader.at(0, SegmentHeader.SIZE);
        if (SegmentHeader.checksumHolds(found, index)
                && SegmentHeader.log(segment, replay.commit(), log.topic())
                        .flaw(found, index)
                        .isPresent()) {
            return false;
        }
        ByteBuffer expected = LogStart.encode(segment, replay.commit(), log.topic());
        return reader.size() < LogStart.SIZE
                || !found.slice(reader.at(0, LogStart.SIZE), LogStart.SIZE).equals(expected);
    }

    private Outcome restart(int segments, boolean takedownFinished) throws IOException {
        boolean fresh = replay.commit().entries() == 0 && segments <= 1;
        bodies.check(replay.bodies(), fresh ? 0 : Journal.MAX_GROUP);
        bodies.settle();
        int segment = Math.max(0, segments - 1);
        ByteBuffer start = LogStart.encode(segment, replay.commit(), log.topic());
        if (segments == 0) {
            log.create(segment, start).close();
        } else {
            try (SegmentFile file = log.open(segment)) {
                file.truncate(0);
                file.writeFully(start, 0);
                log.force(segment, file);
            }
            log.forceNames();
        }
        int entries = (int) replay.commit().entries();
        return new Outcome(
                replay.commit(),
                new JournalPosition(segment, SegmentHeader.SIZE, entries),
                segment + 1,
                LogStart.SIZE,
                report(fresh, 0, 0, !fresh, takedownFinished));
    }

    private Outcome settle(int segments, boolean takedownFinished) throws IOException {
        int segment = segments - 1;
        long size = reader.size();
        Commit last = replay.commit();
        JournalPosition position = replay.position();
        long committedEnd = (long) position.offset() + Commit.RECORD_SIZE;
        int kept = keep(segment, committedEnd);
        long keptEnd = committedEnd + length(committedEnd, kept);
        replay.handOn(segment, committedEnd, kept);
        bodies.check(replay.bodies(), Journal.MAX_GROUP);
        bodies.settle();
        if (kept > 0) {
            Hash running = runningHash(last.runningHash(), committedEnd, keptEnd);
            last = new Commit(last.entries() + kept, running, replay.bodies().end());
            position = new JournalPosition(segment, (int) keptEnd, (int) last.entries());
        }
        long end = finish(segment, size, keptEnd, kept > 0 ? Optional.of(last) : Optional.empty());
        return new Outcome(last, position, segments, end, report(false, kept, size - keptEnd, false, takedownFinished));
    }

    /** Number of entries behind the last commit record that are whole together with their bodies. */
    private int keep(int segment, long from) throws IOException {
        int kept = 0;
        long offset = from;
        long badOffset = -1;
        for (int i = 0; i < replay.wholeEntries(); i++) {
            int length = replay.entry(segment, offset, i);
            boolean whole =
                    bodies.isWhole(replay.row().bodyLocator(), replay.row().bodySize());
            if (whole && badOffset >= 0) {
                throw log.damaged(
                        segment, badOffset, "the entry's body is damaged, and a whole entry follows at " + offset);
            }
            if (whole) {
                kept++;
            } else if (badOffset < 0) {
                badOffset = offset;
            }
            offset += length;
        }
        return kept;
    }

    private long length(long from, int entries) throws IOException {
        long offset = from;
        for (int i = 0; i < entries; i++) {
            offset += Frame.SIZE + Frame.length(reader.window(), reader.at(offset, Frame.SIZE));
        }
        return offset - from;
    }

    private Hash runningHash(Hash before, long from, long to) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        digest.update(before.view());
        reader.digest(from, to - from, digest);
        return Hash.wrap(digest.digest());
    }

    /** Cuts, commits and syncs the last segment; returns its size. Syncs even what is whole: a kill leaves it unsynced. */
    private long finish(int segment, long size, long keptEnd, Optional<Commit> commit) throws IOException {
        long end = keptEnd;
        try (SegmentFile file = log.open(segment)) {
            if (size > keptEnd) {
                file.truncate(keptEnd);
            }
            if (commit.isPresent()) {
                ByteBuffer record = ByteBuffer.allocate(Commit.RECORD_SIZE);
                commit.get().encode(record, new CRC32C());
                file.writeFully(record.flip(), keptEnd);
                end += Commit.RECORD_SIZE;
            }
            log.force(segment, file);
        }
        log.forceNames();
        return end;
    }

    private RecoveryReport report(boolean created, int kept, long logCut, boolean restarted, boolean takedownFinished) {
        return new RecoveryReport(
                created,
                (int) replay.commit().entries() + kept,
                kept,
                logCut,
                bodies.wholeCut(),
                bodies.bytesCut(),
                restarted,
                takedownFinished);
    }

    private JournalDamagedException missingKnown(int segments) {
        JournalPosition known = options.known().orElseThrow();
        return log.damaged(
                known.segment(),
                known.offset(),
                Commit.missing(known) + "; the " + segments + " segments hold "
                        + replay.commit().entries() + " committed entries");
    }
}
