package network.ian.p2p.discovery;

import java.util.List;
import network.ian.core.config.HostPort;

/**
 * How far discovery has come, for operators and gauges.
 *
 * @param newAddresses addresses that this node was told of, 0 to 4,096
 * @param triedAddresses addresses that it has reached, 0 to 1,024
 * @param anchors peers to dial first after a restart, 0 to 4
 * @param dialsInFlight 0 to 4
 * @param outbound outbound peers that keep a slot, up or on the way
 * @param inbound inbound peers that keep a slot
 * @param visitors inbound connections beyond the slots, 0 to 16
 * @param pinned what the operator pinned
 * @param recentNodes nodes remembered for answers to newcomers, 0 to 256
 * @param dialTroubles addresses with a dial that failed or is held back, 0 to 8,192
 */
public record DiscoverySummary(
        int newAddresses,
        int triedAddresses,
        int anchors,
        int dialsInFlight,
        int outbound,
        int inbound,
        int visitors,
        List<HostPort> pinned,
        int recentNodes,
        int dialTroubles) {}
