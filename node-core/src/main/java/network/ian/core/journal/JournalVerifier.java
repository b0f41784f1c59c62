package network.ian.core.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import network.ian.core.crypto.Hash;

/** Checks a stored journal, every octet of it. Never writes. Meant for a journal that no process has open. */
public final class JournalVerifier {

    private JournalVerifier() {}

    /**
     * Reads everything.
     *
     * @param goalDirectory the goal's directory; one without any segment is an empty journal
     * @param goalId for messages
     * @param topic topic of the goal
     * @param sink gets the committed entries in order; where there are problems, as many of them as can be read
     * @return what is wrong, at most 1000 findings; empty if nothing is
     * @throws IOException if a directory cannot be listed
     */
    public static List<Problem> verify(Path goalDirectory, String goalId, Hash topic, EntrySink sink)
            throws IOException {
        return verify(goalDirectory, goalId, topic, Optional.empty(), sink);
    }

    /**
     * Reads everything and checks that a commit record that is known to have been written is there.
     *
     * @param known as a snapshot remembers it
     */
    public static List<Problem> verify(
            Path goalDirectory, String goalId, Hash topic, Optional<JournalPosition> known, EntrySink sink)
            throws IOException {
        return verify(new DiskFiles(), goalDirectory, goalId, topic, known, sink);
    }

    /**
     * As {@link #verify}, of a journal that another process writes: up to its last commit record. Damage behind that, and
     * damage that leaves no commit record after it, cannot be told from a write that is going on.
     */
    public static List<Problem> verifyCommitted(
            Path goalDirectory, String goalId, Hash topic, Optional<JournalPosition> known, EntrySink sink)
            throws IOException {
        SegmentFiles files = new DiskFiles();
        SegmentFiles committed = CommittedFiles.of(
                files,
                SegmentDirectory.of(files, SegmentKind.LOG, goalDirectory, goalId, topic),
                SegmentDirectory.of(files, SegmentKind.BODIES, goalDirectory, goalId, topic));
        return verify(committed, goalDirectory, goalId, topic, known, sink);
    }

    static List<Problem> verify(
            SegmentFiles files,
            Path goalDirectory,
            String goalId,
            Hash topic,
            Optional<JournalPosition> known,
            EntrySink sink)
            throws IOException {
        SegmentDirectory log = SegmentDirectory.of(files, SegmentKind.LOG, goalDirectory, goalId, topic);
        SegmentDirectory bodies = SegmentDirectory.of(files, SegmentKind.BODIES, goalDirectory, goalId, topic);
        Problems problems = new Problems();
        Takedown takedown = new Takedown(bodies);
        if (takedown.pending()) {
            problems.add(new Problem(
                    takedown.intent(), 0, goalId, "a takedown was begun and not finished", Problem.Kind.LEFTOVER));
        }
        List<Integer> logSegments = log.segments();
        List<Integer> bodySegments = bodies.segments();
        if (!logSegments.isEmpty() || !bodySegments.isEmpty() || known.isPresent()) {
            try (BodyVerification bodyVerification = new BodyVerification(bodies, bodySegments, problems);
                    LogVerification verification = new LogVerification(log, bodyVerification, problems, known, sink)) {
                verification.run(logSegments);
            }
        }
        return problems.list();
    }
}
