package network.ian.core.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;

/** Reads bodies of a stored journal without opening it, beside a process that writes it. Never writes. Thread-safe. */
public final class JournalReader implements Closeable {

    private final SegmentDirectory log;
    private final SegmentDirectory bodies;
    private final ReadableSegments readable;

    /**
     * Opens no file yet.
     *
     * @param goalDirectory the goal's directory
     * @param goalId for messages
     * @param topic topic of the goal
     */
    public JournalReader(Path goalDirectory, String goalId, Hash topic) {
        SegmentFiles files = new DiskFiles();
        this.log = SegmentDirectory.of(files, SegmentKind.LOG, goalDirectory, goalId, topic);
        this.bodies = SegmentDirectory.of(files, SegmentKind.BODIES, goalDirectory, goalId, topic);
        this.readable = new ReadableSegments(bodies);
    }

    /** A finding about an entry. */
    public Problem problem(StoredEntry entry, String what) {
        return log.problem(Locator.segment(entry.locator()), Locator.offset(entry.locator()), what);
    }

    /** A finding about an entry's body. */
    public Problem bodyProblem(StoredEntry entry, String what) {
        return bodies.problem(Locator.segment(entry.bodyLocator()), Locator.offset(entry.bodyLocator()), what);
    }

    /**
     * Reads an entry's body.
     *
     * @return empty if it was dropped
     * @throws JournalDamagedException if there is no whole body there
     */
    public Optional<Bytes> body(StoredEntry entry) throws IOException {
        int segment = Locator.segment(entry.bodyLocator());
        long offset = Locator.offset(entry.bodyLocator());
        var record = readable.read(segment, offset, Frame.SIZE + entry.bodySize());
        if (!Frame.isWhole(SegmentKind.BODIES, record) || Frame.length(record, 0) != entry.bodySize()) {
            throw bodies.damaged(segment, offset, "no whole body");
        }
        if (Frame.type(record, 0) == Frame.DROPPED) {
            return Optional.empty();
        }
        byte[] octets = new byte[entry.bodySize()];
        record.get(Frame.SIZE, octets);
        return Optional.of(Bytes.wrap(octets));
    }

    @Override
    public void close() throws IOException {
        readable.close();
    }
}
