package network.ian.client.answer;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The connected peers and what else a node knows of its network.
 *
 * @param pinned addresses that an operator wants connections kept to
 * @param knownAddresses addresses that may be dialled
 */
public record Peers(List<Peer> connected, List<Ban> banned, List<String> pinned, long knownAddresses) {

    private static final int MOST = 100_000;

    /**
     * A connected peer.
     *
     * @param direction {@code inbound} or {@code outbound}
     * @param agent program and version, as the peer says
     * @param score 0 to 200
     * @param rttMs round trip in milliseconds; empty before the first measurement
     * @param clockAheadMs by how many milliseconds the node's clock is ahead of what the peer says of its own
     * @param entries what the peer says that it holds, by goal
     */
    public record Peer(
            String nodeId,
            String address,
            String direction,
            String agent,
            double score,
            boolean trusted,
            boolean pinned,
            OptionalDouble rttMs,
            long connectedSinceMs,
            OptionalLong clockAheadMs,
            Map<String, Long> entries) {

        private static Peer read(Fields in) {
            return new Peer(
                    in.text("node_id"),
                    in.text("address"),
                    in.text("direction"),
                    in.text("agent"),
                    in.decimal("score"),
                    in.bool("trusted"),
                    in.bool("pinned"),
                    in.optionalDecimal("rtt_ms"),
                    in.integer("connected_since_ms"),
                    in.optionalInteger("clock_ahead_ms"),
                    in.counts("entries", MOST));
        }
    }

    /** A node that may not connect until then, in milliseconds since the epoch. */
    public record Ban(String nodeId, double score, long bannedUntilMs) {

        private static Ban read(Fields in) {
            return new Ban(in.text("node_id"), in.decimal("score"), in.integer("banned_until_ms"));
        }
    }

    /** From {@code /api/v1/peers}. */
    public static Peers read(Fields in) {
        return new Peers(
                in.list("peers", MOST, Peer::read),
                in.list("banned", MOST, Ban::read),
                in.texts("pinned", MOST),
                in.count("known_addresses"));
    }
}
