package network.ian.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;

/**
 * The durable store of one goal. One owner thread opens, appends, drops and closes; reads and figures may be asked for
 * from any thread. Nothing may be acknowledged before {@link #append} has returned.
 *
 * <p>One process per goal directory at a time: keeping others out is the caller's business. The owner thread must not be
 * interrupted during a write: that closes the file below it and fails the journal.
 */
public final class Journal implements AutoCloseable {

    /** Most entries in one group. */
    public static final int MAX_GROUP = 4096;

    private final SegmentDirectory log;
    private final SegmentDirectory bodies;
    private final ReadableSegments readableLog;
    private final ReadableSegments readableBodies;
    private final LogWriter logWriter;
    private final BodyWriter bodyWriter;
    private final RecoveryReport recovery;
    private final Object takedownLock = new Object();

    private volatile JournalPosition position;
    private volatile long bytesOnDisk;
    private volatile JournalFailedException failure;

    private Journal(
            SegmentDirectory log,
            SegmentDirectory bodies,
            LogWriter logWriter,
            BodyWriter bodyWriter,
            Recovery.Outcome start) {
        this.log = log;
        this.bodies = bodies;
        this.recovery = start.report();
        this.position = start.position();
        this.readableLog = new ReadableSegments(log);
        this.readableBodies = new ReadableSegments(bodies);
        this.logWriter = logWriter;
        this.bodyWriter = bodyWriter;
        this.bytesOnDisk = logWriter.bytes() + bodyWriter.bytes();
    }

    /**
     * Opens the journal of a goal, creates it where there is none, recovers after a crash.
     *
     * @param goalDirectory the goal's directory, which exists
     * @param goalId for messages
     * @param topic topic of the goal: a journal of another one is refused
     * @param sink gets every entry, in the order of appending; it may have got some when this throws
     * @throws JournalDamagedException if what is stored is not what was written; nothing was cut then
     * @throws JournalVersionException if a newer program wrote it
     */
    public static Journal open(Path goalDirectory, String goalId, Hash topic, JournalOptions options, EntrySink sink)
            throws IOException {
        return open(new DiskFiles(), goalDirectory, goalId, topic, options, sink);
    }

    static Journal open(
            SegmentFiles files, Path goalDirectory, String goalId, Hash topic, JournalOptions options, EntrySink sink)
            throws IOException {
        SegmentDirectory log = SegmentDirectory.of(files, SegmentKind.LOG, goalDirectory, goalId, topic);
        SegmentDirectory bodies = SegmentDirectory.of(files, SegmentKind.BODIES, goalDirectory, goalId, topic);
        Recovery.Outcome start = new Recovery(log, bodies, goalDirectory, options, sink).run();
        ByteBuffer buffer = ByteBuffer.allocateDirect(options.bufferBytes());
        LogWriter logWriter = new LogWriter(log, options.segmentBytes(), buffer, start);
        try {
            long bodiesEnd = start.commit().bodiesEnd();
            BodyWriter bodyWriter = new BodyWriter(bodies, options.segmentBytes(), buffer, bodiesEnd);
            return new Journal(log, bodies, logWriter, bodyWriter, start);
        } catch (IOException e) {
            logWriter.close();
            throw e;
        }
    }

    /** What opening found and did. */
    public RecoveryReport recovery() {
        return recovery;
    }

    /**
     * Appends a group durably: bodies first, then entries with their commit record, each synced.
     *
     * @param group at most {@link #MAX_GROUP} entries; none is no work
     * @return each entry's {@link Locator}
     * @throws JournalFullException if it could not be written and was taken back; a later call may succeed
     * @throws JournalFailedException if this journal takes no more writes
     */
    public long[] append(List<JournalEntry> group) throws JournalException {
        requireUsable();
        if (group.size() > MAX_GROUP || group.size() > Integer.MAX_VALUE - position.entries()) {
            throw new IllegalArgumentException("a group of " + group.size() + " entries is too large");
        }
        if (group.isEmpty()) {
            return new long[0];
        }
        try {
            long[] bodyLocators = bodyWriter.append(group, position.entries());
            long[] locators = logWriter.append(group, bodyLocators, bodyWriter.end());
            bodyWriter.settle();
            position = logWriter.position();
            bytesOnDisk = logWriter.bytes() + bodyWriter.bytes();
            return locators;
        } catch (JournalFailedException e) {
            throw fail(e);
        } catch (IOException e) {
            throw takeBack(e);
        } catch (RuntimeException | Error e) {
            fail(new JournalFailedException("goal " + log.goalId() + ": broken off within a group: " + e, e));
            throw e;
        }
    }

    /**
     * Reads an entry.
     *
     * @param locator as {@link #append} or {@link EntryRow#locator} gave it
     * @throws JournalDamagedException if there is no whole entry there
     */
    public StoredEntry read(long locator) throws IOException {
        int segment = Locator.segment(locator);
        long offset = Locator.offset(locator);
        int largest = Frame.SIZE + EntryRow.FIXED_SIZE + JournalEntry.MAX_HEADER;
        ByteBuffer record = readableLog.read(segment, offset, largest);
        if (!Frame.isWhole(SegmentKind.LOG, record) || Frame.type(record, 0) != Frame.ENTRY) {
            throw log.damaged(segment, offset, "no whole entry");
        }
        return new EntryRow().at(record, 0, 0, locator).toStored();
    }

    /**
     * Reads an entry's body.
     *
     * @return empty if it was dropped
     * @throws JournalDamagedException if there is no whole body there
     */
    public Optional<Bytes> readBody(StoredEntry entry) throws IOException {
        ByteBuffer record = bodyRecord(entry);
        if (!isBody(record, entry)) {
            synchronized (takedownLock) {
                record = bodyRecord(entry);
            }
        }
        if (!isBody(record, entry)) {
            throw bodies.damaged(
                    Locator.segment(entry.bodyLocator()), Locator.offset(entry.bodyLocator()), "no whole body");
        }
        if (Frame.type(record, 0) == Frame.DROPPED) {
            return Optional.empty();
        }
        byte[] octets = new byte[entry.bodySize()];
        record.get(Frame.SIZE, octets);
        return Optional.of(Bytes.wrap(octets));
    }

    /**
     * Overwrites an entry's body, for ever. The entry stays.
     *
     * @param locator of the entry
     * @return false if it had been dropped before
     * @throws JournalFullException if nothing was changed
     * @throws JournalFailedException if it was begun: opening the journal again finishes it
     */
    public boolean dropBody(long locator) throws IOException {
        requireUsable();
        StoredEntry entry = read(locator);
        if (readBody(entry).isEmpty()) {
            return false;
        }
        Takedown takedown = declare(entry);
        synchronized (takedownLock) {
            try {
                takedown.carryOut(entry.bodyLocator(), entry.bodySize());
            } catch (IOException e) {
                failure = new JournalFailedException(
                        "goal " + log.goalId() + ": a takedown was begun and not finished: " + e, e);
                throw failure;
            }
        }
        return true;
    }

    /** Why this journal takes no more writes; empty while it takes them. */
    public Optional<JournalFailedException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Place of the last commit record. */
    public JournalPosition position() {
        return position;
    }

    /**
     * Reads the entries up to the last commit record there is now, in the order of appending. Any thread may; it has files of
     * its own.
     *
     * @throws JournalDamagedException if they are not what was written
     */
    public void entries(EntrySink sink) throws IOException {
        SegmentFiles committed = CommittedFiles.upTo(log.files(), log, bodies, position);
        JournalEntries.read(log.on(committed), sink);
    }

    /** Octets of all segments. */
    public long bytesOnDisk() {
        return bytesOnDisk;
    }

    /** Number of entries. */
    public int entries() {
        return position.entries();
    }

    /** Closes the files. Every segment ends with a commit record already. */
    @Override
    public void close() throws IOException {
        try (logWriter;
                bodyWriter;
                readableLog;
                readableBodies) {
            failure = new JournalFailedException("goal " + log.goalId() + ": the journal is closed", null);
        }
    }

    private void requireUsable() throws JournalFailedException {
        if (failure != null) {
            throw new JournalFailedException(failure.getMessage(), failure);
        }
    }

    /** A group that may be on disk though nobody was told is cut if it can be, lest it count after the next opening. */
    private JournalFailedException fail(JournalFailedException cause) {
        failure = cause;
        try {
            logWriter.rollBack();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        return cause;
    }

    private JournalException takeBack(IOException cause) {
        try {
            logWriter.rollBack();
            bodyWriter.rollBack();
            bytesOnDisk = logWriter.bytes() + bodyWriter.bytes();
            return new JournalFullException(log.goalId(), cause);
        } catch (IOException e) {
            cause.addSuppressed(e);
            failure = new JournalFailedException(
                    "goal " + log.goalId() + ": a write failed and could not be taken back: " + cause, cause);
            return failure;
        }
    }

    private Takedown declare(StoredEntry entry) throws JournalException {
        Takedown takedown = new Takedown(bodies);
        try {
            takedown.declare(entry.bodyLocator(), entry.bodySize());
            return takedown;
        } catch (JournalFailedException e) {
            failure = e;
            throw e;
        } catch (IOException e) {
            throw new JournalFullException(log.goalId(), e);
        }
    }

    private ByteBuffer bodyRecord(StoredEntry entry) throws IOException {
        long offset = Locator.offset(entry.bodyLocator());
        return readableBodies.read(Locator.segment(entry.bodyLocator()), offset, Frame.SIZE + entry.bodySize());
    }

    private static boolean isBody(ByteBuffer record, StoredEntry entry) {
        return Frame.isWhole(SegmentKind.BODIES, record) && Frame.length(record, 0) == entry.bodySize();
    }
}
