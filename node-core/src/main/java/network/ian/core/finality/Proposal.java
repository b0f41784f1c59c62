package network.ian.core.finality;

import network.ian.core.crypto.Hash;

/**
 * A prefix that a committer may anchor. Which entries it has is on disk by the time it is proposed, so that the committer can
 * still name them after later entries came between.
 *
 * @param size entries, more than in the anchor before it
 * @param leaderboardRoot of the leaderboard over that prefix alone
 */
public record Proposal(int size, Hash logRoot, Hash leaderboardRoot) {}
