package network.ian.p2p.wire;

import network.ian.core.crypto.Hash;

/**
 * What a node says that it holds of one goal.
 *
 * @param topic the goal, by the hash of its specification
 * @param entries admitted contributions, placed in the log or still waiting for a deep merge; 0 to 2^32-1
 * @param set fingerprint over the ids of exactly those
 * @param logSize entries placed in the canonical log; 0 to 2^32-1
 * @param logRoot RFC 9162 root of that log
 * @param frozenSize entries at the front of that log whose order anchors have settled; 0 to 2^32-1
 */
public record Head(Hash topic, long entries, Fingerprint set, long logSize, Hash logRoot, long frozenSize) {

    /** Whether two nodes hold the same contributions, as far as sizes and fingerprints tell. */
    public boolean sameSet(Head other) {
        return entries == other.entries && set.equals(other.set);
    }

    /**
     * Whether equal sets must give equal logs. Nodes that have frozen different prefixes may hold the same contributions in
     * different order, until the one that is behind has heard of the anchors.
     */
    public boolean sameFrozenSize(Head other) {
        return frozenSize == other.frozenSize;
    }
}
