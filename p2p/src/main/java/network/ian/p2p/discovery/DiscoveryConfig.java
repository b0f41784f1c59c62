package network.ian.p2p.discovery;

import java.util.List;
import java.util.Optional;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Hash;
import network.ian.p2p.wire.AddressRecord;

/**
 * What discovery is set to.
 *
 * @param self this node's id
 * @param address where this node can be reached, signed; empty if it does not listen
 * @param maxPeers most peers at a time, 1 or more; pinned peers and short visits come on top
 * @param targetOutbound connections that the node keeps open itself, 1 or more
 * @param seeds where to begin; names that resolve to several addresses mean all of them
 * @param exchange whether addresses are learnt from peers; if not, only seeds and pinned peers are dialled
 */
public record DiscoveryConfig(
        Hash self,
        Optional<AddressRecord> address,
        int maxPeers,
        int targetOutbound,
        List<HostPort> seeds,
        boolean exchange) {

    public DiscoveryConfig {
        seeds = List.copyOf(seeds);
    }

    /** Of a node that learns addresses from its peers. */
    public DiscoveryConfig(
            Hash self, Optional<AddressRecord> address, int maxPeers, int targetOutbound, List<HostPort> seeds) {
        this(self, address, maxPeers, targetOutbound, seeds, true);
    }

    /** Outbound connections to keep: as configured, but never so many that nobody could connect to a node set like this one. */
    int outboundSlots() {
        return Math.min(targetOutbound, (maxPeers + 1) / 2);
    }

    int inboundSlots() {
        return maxPeers - outboundSlots();
    }
}
