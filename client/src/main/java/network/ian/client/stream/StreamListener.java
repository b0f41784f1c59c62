package network.ian.client.stream;

import java.time.Duration;
import network.ian.client.error.NodeException;

/**
 * Takes what a following brings, on the following's one thread and so one call at a time. The next message is not read before a call
 * returns: a listener that is slow for long is cut off by the node, and goes on without a gap as far as the node remembers.
 */
@FunctionalInterface
public interface StreamListener {

    /** An event, in order and exactly once. What this throws ends the following. */
    void onEvent(StreamEvent event);

    /** The node follows the subscription, for the first time or again. */
    default void onConnected() {}

    /**
     * There is no connection.
     *
     * @param why the last attempt, or the last connection, failed
     * @param retryIn until the next attempt
     */
    default void onDisconnected(NodeException why, Duration retryIn) {}
}
