package network.ian.core.journal;

/**
 * A write did not succeed, for want of space as a rule, and was taken back: nothing of the group is in the journal, and
 * a later call may succeed.
 */
public final class JournalFullException extends JournalException {

    private static final long serialVersionUID = 1L;

    JournalFullException(String goalId, Throwable cause) {
        super("goal " + goalId + ": the write was taken back: " + cause.getMessage(), cause);
    }
}
