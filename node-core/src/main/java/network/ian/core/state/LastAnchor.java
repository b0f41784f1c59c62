package network.ian.core.state;

import network.ian.core.crypto.Hash;
import network.ian.core.view.Finality;

/**
 * The anchor that a goal's frozen prefix ends with.
 *
 * @param source where the knowledge of it came from
 * @param sequence the committer's sequence number
 * @param size entries of the prefix, 1 or more
 * @param logRoot of the tree over the prefix
 * @param leaderboardRoot of the leaderboard over that prefix alone
 */
public record LastAnchor(Finality.Source source, long sequence, int size, Hash logRoot, Hash leaderboardRoot) {}
