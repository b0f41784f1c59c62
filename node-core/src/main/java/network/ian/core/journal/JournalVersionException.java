package network.ian.core.journal;

/** The journal was written in a newer format than this program reads. Nothing is wrong with it. */
final class JournalVersionException extends JournalException {

    private static final long serialVersionUID = 1L;

    JournalVersionException(Problem problem) {
        super(problem.toString(), null);
    }
}
