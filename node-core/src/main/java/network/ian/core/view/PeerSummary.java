package network.ian.core.view;

/**
 * A connected peer.
 *
 * @param nodeId 64 lower-case hex digits
 * @param address {@code host:port} as seen from here
 * @param score 0 to 200 (formats.md, "peer_scores.json")
 * @param connectedSinceMs milliseconds since the epoch
 */
public record PeerSummary(String nodeId, String address, double score, long connectedSinceMs) {}
