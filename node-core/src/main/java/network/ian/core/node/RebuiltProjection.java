package network.ian.core.node;

import network.ian.core.crypto.Hash;

/**
 * A leaderboard that was folded anew.
 *
 * @param logSize entries of the log that it is over
 * @param logRoot of the tree over them
 * @param served root of the leaderboard before
 * @param folded root of the one that the log gives
 * @param differed whether these are not the same, which only a fault explains
 */
public record RebuiltProjection(String goalId, int logSize, Hash logRoot, Hash served, Hash folded, boolean differed) {}
