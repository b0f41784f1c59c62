package network.ian.core.journal;

import java.nio.file.Path;

/** Stored bytes are not what was written. Nothing was cut. */
public final class JournalDamagedException extends JournalException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    JournalDamagedException(Problem problem) {
        super(problem.toString(), null);
        this.problem = problem;
    }

    /** Where and what. */
    public Problem problem() {
        return problem;
    }

    public Path file() {
        return problem.file();
    }

    /** Octets from the start of the file. */
    public long offset() {
        return problem.offset();
    }
}
