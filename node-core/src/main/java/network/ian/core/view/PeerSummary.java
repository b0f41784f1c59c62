package network.ian.core.view;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A connected peer.
 *
 * @param nodeId 64 lower-case hex digits
 * @param address {@code host:port} as seen from here
 * @param outbound whether this node opened the connection
 * @param agent the peer's software as it says, printable; information only
 * @param score 0 to 200 (formats.md, "peer_scores.json")
 * @param trusted whether the score is 150 or more
 * @param pinned whether an operator wants the connection kept
 * @param rttMs smoothed round trip in milliseconds; empty before the first measurement
 * @param connectedSinceMs milliseconds since the epoch
 * @param clockAheadMs by how many milliseconds this node's clock is ahead of what the peer claims of its own; empty if it
 *     has not said
 * @param entries what the peer last said that it holds, by goal id, of the goals that both take part in
 */
public record PeerSummary(
        String nodeId,
        String address,
        boolean outbound,
        String agent,
        double score,
        boolean trusted,
        boolean pinned,
        OptionalDouble rttMs,
        long connectedSinceMs,
        OptionalLong clockAheadMs,
        Map<String, Long> entries) {

    public PeerSummary {
        entries = Map.copyOf(entries);
    }
}
