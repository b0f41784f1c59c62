package network.ian.core.node;

/** What is kept of a frozen prefix does not lead to its roots: the goal opens without it, since peers can supply it again. */
final class UnprovenPrefixException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnprovenPrefixException(String what) {
        super(what);
    }
}
