package network.ian.p2p.transport;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import network.ian.core.config.HostPort;
import network.ian.core.config.NodeConfig;
import network.ian.core.crypto.Hash;
import network.ian.core.identity.NodeIdentity;
import network.ian.p2p.protocol.ProtocolConfig;
import network.ian.p2p.score.ScoreSettings;
import network.ian.p2p.wire.AddressRecord;

/**
 * What a node's network is set to.
 *
 * @param dataDirectory where {@code certs/} is
 * @param networkId nodes of another network are not talked to
 * @param agent software and version, told to peers
 * @param listenHost an address of this machine, or 0.0.0.0 or :: for all
 * @param listenPort 0 for any free one
 * @param advertised where peers reach this node, where that is not what they see
 * @param maxPeers most peers at a time
 * @param targetOutbound connections that the node keeps open itself
 * @param seeds where to begin
 * @param exchange whether addresses are learnt from peers
 * @param scores budgets and bans
 * @param jobs what to save from time to time
 */
public record PeerNetworkConfig(
        Path dataDirectory,
        String networkId,
        String agent,
        String listenHost,
        int listenPort,
        Optional<HostPort> advertised,
        int maxPeers,
        int targetOutbound,
        List<HostPort> seeds,
        boolean exchange,
        ScoreSettings scores,
        List<PeriodicJob> jobs) {

    /** From the node's configuration. */
    public static PeerNetworkConfig of(NodeConfig config, String agent, List<PeriodicJob> jobs) {
        NodeConfig.P2p p2p = config.p2p();
        return new PeerNetworkConfig(
                config.node().dataDir(),
                config.node().networkId(),
                agent,
                p2p.listenHost(),
                p2p.port(),
                p2p.advertiseAddr(),
                p2p.maxPeers(),
                p2p.targetOutbound(),
                p2p.seedNodes(),
                p2p.peerExchange(),
                new ScoreSettings(p2p.budgetPercent() / 100.0, p2p.banTime(), ScoreSettings.MOST_PEERS),
                jobs);
    }

    /** What the protocol of the node with this identity is set to. */
    ProtocolConfig protocol(NodeIdentity node, Optional<AddressRecord> address) {
        return new ProtocolConfig(
                Hash.fromHex("node_id", node.nodeId()),
                networkId,
                agent,
                address,
                maxPeers,
                targetOutbound,
                seeds,
                exchange,
                scores);
    }
}
