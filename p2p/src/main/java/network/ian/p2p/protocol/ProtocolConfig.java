package network.ian.p2p.protocol;

import java.util.List;
import java.util.Optional;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Hash;
import network.ian.p2p.discovery.DiscoveryConfig;
import network.ian.p2p.score.ScoreSettings;
import network.ian.p2p.wire.AddressRecord;

/**
 * What a node's protocol is set to.
 *
 * @param self this node's id
 * @param networkId nodes of another network are not talked to
 * @param agent software and version, said in the Hello
 * @param address where this node can be reached, signed; empty if it does not listen
 * @param maxPeers most peers at a time, 1 or more
 * @param targetOutbound connections that the node keeps open itself
 * @param seeds where to begin; names that resolve to several addresses mean all of them
 * @param exchange whether addresses are learnt from peers; if not, only seeds and pinned peers are dialled
 * @param scores budgets and bans
 */
public record ProtocolConfig(
        Hash self,
        String networkId,
        String agent,
        Optional<AddressRecord> address,
        int maxPeers,
        int targetOutbound,
        List<HostPort> seeds,
        boolean exchange,
        ScoreSettings scores) {

    /** Version of the protocol that this program speaks. */
    public static final int VERSION = 3;

    /** Of a node that learns addresses from its peers and has the usual budgets. */
    public ProtocolConfig(
            Hash self,
            String networkId,
            String agent,
            Optional<AddressRecord> address,
            int maxPeers,
            int targetOutbound,
            List<HostPort> seeds) {
        this(self, networkId, agent, address, maxPeers, targetOutbound, seeds, true, ScoreSettings.DEFAULT);
    }

    /** The part of it that discovery follows. */
    DiscoveryConfig discovery() {
        return new DiscoveryConfig(self, address, maxPeers, targetOutbound, seeds, exchange);
    }
}
