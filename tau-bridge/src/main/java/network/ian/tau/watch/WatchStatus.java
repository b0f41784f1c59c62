package network.ian.tau.watch;

import java.util.Optional;
import java.util.OptionalLong;
import network.ian.tau.client.TauNode;

/**
 * How watching goes.
 *
 * @param watching whether there is a Tau node to read
 * @param head what the node says its head is; claimed, not verified
 * @param lastReadMs milliseconds since the epoch when all that the node has was last known to be read
 * @param env what the node calls its network, printable; empty before it was asked
 * @param problem why it cannot be read now, in printable words; empty if it can
 */
public record WatchStatus(
        boolean watching, Optional<TauNode.Head> head, OptionalLong lastReadMs, Optional<String> env, String problem) {

    /** A node without a Tau node. */
    static final WatchStatus NONE =
            new WatchStatus(false, Optional.empty(), OptionalLong.empty(), Optional.empty(), "");
}
