package network.ian.core.finality;

import network.ian.core.crypto.Hash;

/**
 * An anchor on the best verified chain, as the committer signed it.
 *
 * @param sequence the committer's sequence number, ascending along the chain
 * @param size entries of the prefix, 1 or more
 * @param logRoot of the tree over the prefix
 * @param leaderboardRoot of the leaderboard over that prefix alone
 */
public record SettledAnchor(long sequence, int size, Hash logRoot, Hash leaderboardRoot) {}
