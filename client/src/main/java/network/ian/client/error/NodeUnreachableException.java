package network.ian.client.error;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.Optional;

/** There was no answer, or not a whole one in time: no connection, a time-out, a cut, an answer beyond the bound. */
public final class NodeUnreachableException extends NodeException {

    private static final long serialVersionUID = 1L;

    public NodeUnreachableException(URI node, Exception cause) {
        super(node, "does not answer: " + why(cause), cause);
    }

    /** With the reason in words. */
    public NodeUnreachableException(URI node, String why) {
        this(node, new IOException(why));
    }

    private static String why(Exception cause) {
        return Optional.ofNullable(cause instanceof ConnectException ? "no connection" : cause.getMessage())
                .map(text -> PlainText.escape(text, LONGEST_SAID))
                .orElse(cause.getClass().getSimpleName());
    }
}
