package network.ian.core.view;

/**
 * A node that may not connect.
 *
 * @param nodeId 64 lower-case hex digits
 * @param score 0 to 200
 * @param bannedUntilMs milliseconds since the epoch, by this node's present clock
 */
public record BannedPeer(String nodeId, double score, long bannedUntilMs) {}
