package network.ian.core.journal;

/**
 * What the disk holds is not known: an fsync failed, or a failed write could not be taken back. Every later write of
 * this {@link Journal} fails too; opening it again recovers.
 */
final class JournalFailedException extends JournalException {

    private static final long serialVersionUID = 1L;

    JournalFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
