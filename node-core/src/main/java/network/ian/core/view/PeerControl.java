package network.ian.core.view;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import network.ian.core.config.HostPort;

/**
 * What an operator may do about peers (runbook, "Manual Peer Management"). Thread-safe; answers within moments, and
 * exceptionally if the network does not take the order.
 */
public interface PeerControl {

    /** Keeps a connection to this address from now on, also after a restart. False if that was so before. */
    CompletableFuture<Boolean> add(HostPort address);

    /** Takes {@link #add} back and closes the connection. False if the address was not added. */
    CompletableFuture<Boolean> remove(HostPort address);

    /**
     * Closes the connection with a node and refuses it for {@code duration}, also after a restart. True always: a ban
     * replaces an earlier one.
     */
    CompletableFuture<Boolean> ban(String nodeId, Duration duration);

    /** Takes a ban back and sets the score to 100. False if the node was not banned. */
    CompletableFuture<Boolean> unban(String nodeId);

    /** A node without a network takes no orders about it. */
    PeerControl NONE = new PeerControl() {
        @Override
        public CompletableFuture<Boolean> add(HostPort address) {
            return refused();
        }

        @Override
        public CompletableFuture<Boolean> remove(HostPort address) {
            return refused();
        }

        @Override
        public CompletableFuture<Boolean> ban(String nodeId, Duration duration) {
            return refused();
        }

        @Override
        public CompletableFuture<Boolean> unban(String nodeId) {
            return refused();
        }

        private static CompletableFuture<Boolean> refused() {
            return CompletableFuture.failedFuture(new IllegalStateException("this node runs without a network"));
        }
    };
}
