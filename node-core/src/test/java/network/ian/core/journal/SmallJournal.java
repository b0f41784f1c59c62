package network.ian.core.journal;

import static network.ian.core.journal.Entries.GOAL;
import static network.ian.core.journal.Entries.TOPIC;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A journal in segments of 4 KiB, of which there are soon many, in files of some kind. */
record SmallJournal(SegmentFiles files, Path directory, SplittableRandom random) {

    static final JournalOptions OPTIONS = JournalOptions.defaults().withSegmentBytes(4096);

    Journal open(JournalOptions options, EntrySink sink) throws IOException {
        return Journal.open(files, directory, GOAL, TOPIC, options, sink);
    }

    List<Problem> verify() throws IOException {
        return verify(EntrySink.none());
    }

    List<Problem> verify(EntrySink sink) throws IOException {
        return JournalVerifier.verify(files, directory, GOAL, TOPIC, Optional.empty(), sink);
    }

    Path logSegment(int number) {
        return directory.resolve("log").resolve("0000000%d.segment".formatted(number));
    }

    Path bodySegment(int number) {
        return directory.resolve("bodies").resolve("0000000%d.segment".formatted(number));
    }

    /** Fills segments of 4 KiB; returns what was appended. */
    List<JournalEntry> fill(int groups) throws IOException {
        List<JournalEntry> all = new ArrayList<>();
        try (Journal journal = open(OPTIONS, EntrySink.none())) {
            for (int i = 0; i < groups; i++) {
                List<JournalEntry> group = Entries.group(random, 5);
                journal.append(group);
                all.addAll(group);
            }
        }
        return all;
    }

    byte[] read(Path path) throws IOException {
        try (SegmentFile file = files.openReadOnly(path)) {
            ByteBuffer content = ByteBuffer.allocate((int) file.size());
            file.readFully(content, 0);
            return content.array();
        }
    }

    void write(Path path, byte[] content) throws IOException {
        if (files.list(path.getParent()).contains(path.getFileName().toString())) {
            files.delete(path);
        }
        try (SegmentFile file = files.create(path)) {
            file.writeFully(ByteBuffer.wrap(content), 0);
        }
    }
}
