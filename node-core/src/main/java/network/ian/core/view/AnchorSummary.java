package network.ian.core.view;

import network.ian.core.crypto.Hash;

/**
 * An anchor of a goal on the best verified chain.
 *
 * @param sequence the committer's sequence number
 * @param size entries of the anchored prefix
 * @param logRoot of the tree over that prefix
 * @param leaderboardRoot of the leaderboard over that prefix alone
 * @param blockNumber of the block that holds it
 * @param transaction hash of the transaction that carries it
 * @param blockTimeSeconds seconds since the epoch, as the block's proposer says
 * @param confirmations blocks from that one to the best one, both included; 1 or more
 * @param settled whether it counts
 * @param detail why it is not frozen, in words; empty if it is
 */
public record AnchorSummary(
        long sequence,
        int size,
        Hash logRoot,
        Hash leaderboardRoot,
        long blockNumber,
        Hash blockHash,
        Hash transaction,
        long blockTimeSeconds,
        long confirmations,
        boolean settled,
        State state,
        String detail) {

    /** What this node makes of it. */
    public enum State {
        /** On the chain, and not deep or old enough to count. */
        UNSETTLED,
        /** Its prefix stands at the front of this node's log. */
        FROZEN,
        /** Entries of it are missing here, or which ones it has is not known yet. */
        PENDING,
        /** It contradicts an earlier one, and is ignored. */
        CONTRADICTS,
        /** It holds what the goal's rules refuse, or its leaderboard root is wrong; it is ignored. */
        INADMISSIBLE
    }
}
