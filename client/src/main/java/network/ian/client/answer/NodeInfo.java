package network.ian.client.answer;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;

/**
 * Who a node is.
 *
 * @param p2pPort the port that peers connect to; empty for a node without a network
 * @param p2pAddress where peers reach the node, as it tells them; empty while it does not know
 * @param streamPort the port of the event stream alone; empty where there is none (the API's port has the stream too)
 */
public record NodeInfo(
        Hash nodeId,
        Bytes publicKey,
        String version,
        String networkId,
        List<String> goals,
        long uptimeSeconds,
        OptionalLong p2pPort,
        Optional<String> p2pAddress,
        OptionalLong streamPort,
        int peerCount) {

    private static final int MOST_GOALS = 10_000;

    /** From {@code /api/v1/info}. */
    public static NodeInfo read(Fields in) {
        return new NodeInfo(
                in.hash("node_id"),
                in.hex("public_key"),
                in.text("version"),
                in.text("network_id"),
                in.texts("goals", MOST_GOALS),
                in.count("uptime_seconds"),
                in.optionalInteger("p2p_port"),
                in.optionalText("p2p_address"),
                in.optionalInteger("stream_port"),
                in.smallCount("peer_count"));
    }
}
