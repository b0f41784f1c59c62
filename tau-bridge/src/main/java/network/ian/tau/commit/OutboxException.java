package network.ian.tau.commit;

/** The outbox cannot be read or written. Nothing may be signed or sent until it can. */
final class OutboxException extends Exception {

    private static final long serialVersionUID = 1L;

    OutboxException(String problem) {
        super(problem);
    }

    OutboxException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
