package network.ian.p2p.discovery;

import java.util.List;
import java.util.Optional;
import network.ian.core.config.HostPort;
import network.ian.p2p.wire.AddressRecord;

/**
 * What a node remembers of others across a restart. Immutable, so that it can be written by another thread.
 *
 * @param addresses at most 4,096
 * @param anchors at most 4
 * @param pinned at most 64
 */
public record KnownPeers(List<KnownAddress> addresses, List<HostPort> anchors, List<HostPort> pinned) {

    /** Most addresses that are kept: all tried ones, and of the new ones what fits. */
    public static final int MOST_ADDRESSES = 4096;

    public static final KnownPeers NONE = new KnownPeers(List.of(), List.of(), List.of());

    public KnownPeers {
        addresses = List.copyOf(addresses);
        anchors = List.copyOf(anchors);
        pinned = List.copyOf(pinned);
    }

    /**
     * One address.
     *
     * @param address an IP address and a port
     * @param tried whether this node has reached it
     * @param lastSuccessSeconds when it last did, seconds since the epoch; 0 for never
     * @param record what the node there said of itself, if it did
     */
    public record KnownAddress(
            HostPort address, boolean tried, long lastSuccessSeconds, Optional<AddressRecord> record) {}
}
