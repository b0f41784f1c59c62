package network.ian.core.node;

/** The journal does not fold to the roots that {@code node_state.json} recorded. */
final class RootMismatchException extends Exception {

    private static final long serialVersionUID = 1L;

    RootMismatchException(String message) {
        super(message);
    }
}
