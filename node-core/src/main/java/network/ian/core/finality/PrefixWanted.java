package network.ian.core.finality;

import network.ian.core.crypto.Hash;

/**
 * A part of an anchored prefix whose entries this node cannot name by itself, because entries of its own came too late for
 * it. Peers that have frozen the anchor can.
 *
 * @param from first position that is asked for; what is before it is frozen here
 * @param size positions of the prefix
 * @param root of the tree over the prefix
 */
public record PrefixWanted(int from, int size, Hash root) {}
