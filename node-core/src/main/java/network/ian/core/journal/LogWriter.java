package network.ian.core.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.zip.CRC32C;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/** Appends groups of entries, each with its commit record. A group never spans two segments. */
final class LogWriter implements Closeable {

    private static final int LARGEST_RECORD = Frame.SIZE + EntryRow.FIXED_SIZE + JournalEntry.MAX_HEADER;

    private final SegmentDirectory log;
    private final long segmentBytes;
    private final ByteBuffer buffer;
    private final CRC32C crc = new CRC32C();
    private final MessageDigest digest = Sha256.newDigest();

    private SegmentFile file;
    private Commit commit;
    private int segment;
    private long sealedBytes;
    private long end;
    private long flushed;
    private int hashed;

    LogWriter(SegmentDirectory log, long segmentBytes, ByteBuffer buffer, Recovery.Outcome start) throws IOException {
        this.log = log;
        this.segmentBytes = segmentBytes;
        this.buffer = buffer;
        this.commit = start.commit();
        this.segment = start.logSegments() - 1;
        this.end = start.logEnd();
        this.sealedBytes = log.bytesBefore(segment);
        this.file = log.open(segment);
    }

    /**
     * Writes the group with its commit record and syncs it.
     *
     * @param bodyLocators where the bodies are, durably
     * @param bodiesEnd just behind the last of them
     * @return each entry's place
     */
    long[] append(List<JournalEntry> group, long[] bodyLocators, long bodiesEnd) throws IOException {
        makeRoom(group);
        buffer.clear();
        hashed = 0;
        flushed = end;
        digest.reset();
        digest.update(commit.runningHash().view());
        long[] locators = new long[group.size()];
        for (int i = 0; i < locators.length; i++) {
            locators[i] = put(group.get(i), bodyLocators[i]);
        }
        hash();
        Commit next = new Commit(commit.entries() + group.size(), Hash.wrap(digest.digest()), bodiesEnd);
        reserve(Commit.RECORD_SIZE);
        next.encode(buffer, crc);
        flush();
        log.force(segment, file);
        commit = next;
        end = flushed;
        return locators;
    }

    /** Place of the last commit record. */
    JournalPosition position() {
        return new JournalPosition(segment, (int) (end - Commit.RECORD_SIZE), (int) commit.entries());
    }

    /** Octets of all segments. */
    long bytes() {
        return sealedBytes + end;
    }

    /** Takes back what was written behind the last commit record. */
    void rollBack() throws IOException {
        file.truncate(end);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void makeRoom(List<JournalEntry> group) throws IOException {
        long size = Commit.RECORD_SIZE;
        for (JournalEntry entry : group) {
            size += Frame.SIZE + EntryRow.FIXED_SIZE + entry.header().size();
        }
        if (end + size <= segmentBytes || end == LogStart.SIZE) {
            return;
        }
        SegmentFile next = log.create(segment + 1, LogStart.encode(segment + 1, commit, log.topic()));
        SegmentFile sealed = file;
        sealedBytes += end;
        file = next;
        segment++;
        end = LogStart.SIZE;
        sealed.close();
    }

    private long put(JournalEntry entry, long bodyLocator) throws IOException {
        reserve(LARGEST_RECORD);
        int index = buffer.position();
        buffer.position(index + Frame.SIZE);
        EntryRow.encode(buffer, entry, bodyLocator);
        Frame.seal(crc, buffer, index, Frame.ENTRY);
        return Locator.of(segment, flushed + index);
    }

    private void reserve(int octets) throws IOException {
        if (buffer.remaining() < octets) {
            flush();
        }
    }

    private void flush() throws IOException {
        hash();
        buffer.flip();
        int count = buffer.remaining();
        file.writeFully(buffer, flushed);
        flushed += count;
        hashed = 0;
        buffer.clear();
    }

    /** Takes the entries that were put since the last call into the running hash. */
    private void hash() {
        int position = buffer.position();
        buffer.limit(position).position(hashed);
        digest.update(buffer);
        buffer.limit(buffer.capacity());
        hashed = position;
    }
}
