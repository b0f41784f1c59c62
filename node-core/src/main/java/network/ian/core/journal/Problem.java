package network.ian.core.journal;

import java.nio.file.Path;

/**
 * One finding about a stored file.
 *
 * @param file the file
 * @param offset octets from the file's start: of the record, or of the first octet that is wrong or missing
 * @param goalId the goal whose file it is
 * @param what in words
 * @param kind what mends it
 */
public record Problem(Path file, long offset, String goalId, String what, Kind kind) {

    /** What a finding is about, and so what an operator does about it. */
    public enum Kind {
        /** Something that was written durably is lost or changed: the log needs repair or a restore. */
        DAMAGE,
        /** A process ended in the midst of a write, and nobody was told that it was done: the next start cleans it up. */
        LEFTOVER,
        /** The snapshot does not fit the journal, or cannot be read. */
        STATE,
        /** A snapshot of a projection does not fit the log: it is written anew from the log. */
        PROJECTION,
        /** The goal's specification: without it nothing of the goal can be judged. */
        SPECIFICATION
    }

    /** Damage. */
    public Problem(Path file, long offset, String goalId, String what) {
        this(file, offset, goalId, what, Kind.DAMAGE);
    }

    /** The same finding, of another kind. */
    Problem as(Kind other) {
        return new Problem(file, offset, goalId, what, other);
    }

    @Override
    public String toString() {
        return "goal " + goalId + ", file " + file + ", offset " + offset + ": " + what;
    }
}
