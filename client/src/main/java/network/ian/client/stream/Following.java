package network.ian.client.stream;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A subscription that is being followed, until it is closed or cannot go on. */
public interface Following extends AutoCloseable {

    /** Cursor of the last event that the listener returned from, or of the place where following began. Empty before the first connection. */
    Optional<String> cursor();

    /** Whether the node follows the subscription now. */
    boolean isConnected();

    /**
     * Completes when it ends: normally after {@link #close}, else with what ended it: a {@link network.ian.client.error.NodeException},
     * or what the listener threw.
     */
    CompletableFuture<Void> ended();

    /**
     * Waits until it ends.
     *
     * @throws network.ian.client.error.NodeException if the node refuses, or talks nonsense, or patience is exhausted
     * @throws IllegalStateException with what the listener threw for its cause
     * @throws InterruptedException if this thread is interrupted; the following goes on
     */
    void join() throws InterruptedException;

    /** Ends it. No event comes after this returns, unless the listener itself calls it. */
    @Override
    void close();
}
