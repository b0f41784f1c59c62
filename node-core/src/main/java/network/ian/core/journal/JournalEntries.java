package network.ian.core.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import network.ian.core.crypto.Hash;

/** Reads the log of a stored journal without opening it and without looking at bodies. Never writes. */
public final class JournalEntries {

    private static final int WINDOW = 256 << 10;

    private JournalEntries() {}

    /**
     * Hands on every entry up to the last commit record, in the order of appending.
     *
     * @param goalDirectory the goal's directory; one without any segment has no entries
     * @param goalId for messages
     * @param topic topic of the goal
     * @throws JournalDamagedException if what is stored is not what was written; the sink may have got entries by then
     * @throws JournalVersionException if a newer program wrote it
     */
    public static void read(Path goalDirectory, String goalId, Hash topic, EntrySink sink) throws IOException {
        SegmentFiles files = new DiskFiles();
        SegmentDirectory log = SegmentDirectory.of(files, SegmentKind.LOG, goalDirectory, goalId, topic);
        SegmentDirectory bodies = SegmentDirectory.of(files, SegmentKind.BODIES, goalDirectory, goalId, topic);
        SegmentFiles committed = CommittedFiles.of(files, log, bodies);
        read(log.on(committed), sink);
    }

    static void read(SegmentDirectory log, EntrySink sink) throws IOException {
        try (SegmentReader reader = new SegmentReader(SegmentKind.LOG, WINDOW)) {
            LogReplay replay = new LogReplay(log, reader, sink, Optional.empty());
            int segments = log.count();
            for (int segment = 0; segment < segments; segment++) {
                replay.segment(segment, segment == segments - 1);
            }
        }
    }
}
