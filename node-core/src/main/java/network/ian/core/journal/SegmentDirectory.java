package network.ian.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import network.ian.core.crypto.Hash;

/**
 * The numbered segments of one kind.
 *
 * @param files the file system
 * @param kind log or bodies
 * @param path where the files are
 * @param goalId for messages
 * @param topic of the goal
 */
record SegmentDirectory(SegmentFiles files, SegmentKind kind, Path path, String goalId, Hash topic) {

    private static final Pattern NAME = Pattern.compile("[0-9]{8}\\.segment");

    static SegmentDirectory of(SegmentFiles files, SegmentKind kind, Path goalDirectory, String goalId, Hash topic) {
        return new SegmentDirectory(files, kind, goalDirectory.resolve(kind.directory()), goalId, topic);
    }

    /** The same segments as other files show them. */
    SegmentDirectory on(SegmentFiles others) {
        return new SegmentDirectory(others, kind, path, goalId, topic);
    }

    Path file(int segment) {
        return path.resolve(String.format(Locale.ROOT, "%08d.segment", segment));
    }

    /** Numbers of the files that are there, ascending. Files with other names are none of the journal's business. */
    List<Integer> segments() throws IOException {
        return files.list(path).stream()
                .filter(name -> NAME.matcher(name).matches())
                .map(name -> Integer.valueOf(name.substring(0, 8)))
                .sorted()
                .toList();
    }

    /**
     * Number of segments.
     *
     * @throws JournalDamagedException if one is missing before the last
     */
    int count() throws IOException {
        List<Integer> segments = segments();
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i) != i) {
                throw missing(i);
            }
        }
        return segments.size();
    }

    /** Octets of the segments before {@code segment}. */
    long bytesBefore(int segment) throws IOException {
        long bytes = 0;
        for (int earlier = 0; earlier < segment; earlier++) {
            try (SegmentFile file = openReadOnly(earlier)) {
                bytes += file.size();
            }
        }
        return bytes;
    }

    SegmentFile open(int segment) throws IOException {
        try {
            return files.open(file(segment));
        } catch (NoSuchFileException e) {
            throw missing(segment);
        }
    }

    SegmentFile openReadOnly(int segment) throws IOException {
        try {
            return files.openReadOnly(file(segment));
        } catch (NoSuchFileException e) {
            throw missing(segment);
        }
    }

    /**
     * Creates a segment that durably holds {@code start}.
     *
     * @throws JournalFailedException if the file or the directory could not be synced
     * @throws IOException if it could not be written; the file is not there then
     */
    SegmentFile create(int segment, ByteBuffer start) throws IOException {
        SegmentFile file = files.create(file(segment));
        try {
            file.writeFully(start, 0);
            force(segment, file);
            forceNames();
            return file;
        } catch (JournalFailedException e) {
            closeAfter(e, file);
            throw e;
        } catch (IOException e) {
            closeAfter(e, file);
            delete(segment);
            throw e;
        }
    }

    /** @throws JournalFailedException if the file stays: what follows would find it in its way */
    void delete(int segment) throws JournalFailedException {
        try {
            files.delete(file(segment));
        } catch (IOException e) {
            throw new JournalFailedException("goal " + goalId + ", file " + file(segment) + ": not deleted: " + e, e);
        }
    }

    /**
     * Checks the octets at {@code index}, where {@code expected} should be.
     *
     * @throws JournalVersionException if they are a newer format's
     * @throws JournalDamagedException if they are anything else
     */
    void requireHeader(SegmentHeader expected, ByteBuffer buffer, int index) throws JournalException {
        Optional<String> flaw = expected.flaw(buffer, index);
        if (flaw.isPresent() && SegmentHeader.isNewer(buffer, index)) {
            throw new JournalVersionException(problem(expected.segment(), 0, flaw.get()));
        }
        if (flaw.isPresent()) {
            throw damaged(expected.segment(), 0, flaw.get());
        }
    }

    void force(int segment, SegmentFile file) throws JournalFailedException {
        try {
            file.force();
        } catch (IOException e) {
            throw new JournalFailedException("goal " + goalId + ", file " + file(segment) + ": fsync failed: " + e, e);
        }
    }

    void forceNames() throws JournalFailedException {
        try {
            files.forceDirectory(path);
        } catch (IOException e) {
            throw new JournalFailedException("goal " + goalId + ", directory " + path + ": fsync failed: " + e, e);
        }
    }

    Problem problem(int segment, long offset, String what) {
        return new Problem(file(segment), offset, goalId, what);
    }

    JournalDamagedException damaged(int segment, long offset, String what) {
        return new JournalDamagedException(problem(segment, offset, what));
    }

    private JournalDamagedException missing(int segment) {
        return damaged(segment, 0, "segment is missing");
    }

    private static void closeAfter(IOException cause, SegmentFile file) {
        try {
            file.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
