package network.ian.client.error;

import java.net.URI;

/**
 * A node could not be asked, or not believed. Messages are one line and may be shown: whatever in them came from the node is
 * escaped by {@link PlainText}.
 */
public abstract sealed class NodeException extends RuntimeException
        permits NodeUnreachableException, NodeRefusedException, MalformedAnswerException, LogMovedException {

    static final int LONGEST_SAID = 400;
    private static final long serialVersionUID = 1L;

    private final transient URI node;

    NodeException(URI node, String message, Throwable cause) {
        super("the node at " + node + " " + message, cause);
        this.node = node;
    }

    /** The node's address. Null in an exception that was serialised. */
    public URI node() {
        return node;
    }
}
