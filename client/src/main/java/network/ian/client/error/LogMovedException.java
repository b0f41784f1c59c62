package network.ian.client.error;

import java.net.URI;

/**
 * Entries of a log changed places while it was read page by page, because an earlier one arrived late or an anchor settled
 * another order. What was read so far is no stretch of the log as it is now; read it again.
 */
public final class LogMovedException extends NodeException {

    private static final long serialVersionUID = 1L;

    private final long readSoFar;

    /** @param readSoFar index behind the last entry that was handed out */
    public LogMovedException(URI node, long readSoFar) {
        super(node, "moved entries of its log before index " + readSoFar + " while they were read", null);
        this.readSoFar = readSoFar;
    }

    /** Index behind the last entry that was handed out. */
    public long readSoFar() {
        return readSoFar;
    }
}
