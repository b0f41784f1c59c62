package network.ian.core.view;

import java.util.concurrent.CompletableFuture;

/**
 * What an operator may do about anchors. Thread-safe; answers within moments, and exceptionally with an {@link
 * IllegalStateException} that says why if the order cannot be carried out.
 */
public interface AnchorControl {

    /** Anchors what is new without waiting for the interval. False if nothing is new. */
    CompletableFuture<Boolean> commitNow();

    /** Closes the circuit breaker, so that the next call is made at once. False if it was closed. */
    CompletableFuture<Boolean> resetBreaker();

    /** A node without Tau Net takes no orders about it. */
    AnchorControl NONE = new AnchorControl() {
        @Override
        public CompletableFuture<Boolean> commitNow() {
            return refused();
        }

        @Override
        public CompletableFuture<Boolean> resetBreaker() {
            return refused();
        }

        private static CompletableFuture<Boolean> refused() {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("this node has no Tau Net node (tau.host, tau.port)"));
        }
    };
}
