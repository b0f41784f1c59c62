package network.ian.p2p.intake;

import network.ian.core.ingest.Entrance;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.WireEntry;

/**
 * An entry and where it came from.
 *
 * @param from the supplier; it may be gone by the time a judgement ends
 * @param hops nodes it had passed when it arrived; 0 for entries that were fetched
 * @param arrivedNanos when it arrived here, monotonic
 */
public record Supplied(WireEntry entry, Peer from, Entrance entrance, int hops, long arrivedNanos) {}
