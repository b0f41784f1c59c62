package network.ian.tau.commit;

/** The outbox cannot be read or written. Nothing may be signed or sent until it can. */
public final class OutboxException extends Exception {

    private static final long serialVersionUID = 1L;

    public OutboxException(String problem) {
        super(problem);
    }

    public OutboxException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
