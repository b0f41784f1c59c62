package network.ian.tau.chain;

import java.util.List;
import java.util.Optional;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.SettledAnchor;
import network.ian.tau.transaction.AnchorText;

/**
 * A verified anchor on the best chain.
 *
 * @param block hash of its block
 * @param number of its block
 * @param timestampSeconds of its block, as the proposer says
 * @param confirmations blocks from its own to the best one, both included
 * @param settled whether it counts: it or an anchor behind it on the chain has the spec's confirmations or age
 * @param sequence the committer's sequence number
 * @param transaction hash of the transaction
 * @param anchors what the transaction says of this topic, in its order
 */
public record AnchorOnChain(
        Hash topic,
        Hash block,
        long number,
        long timestampSeconds,
        int confirmations,
        boolean settled,
        long sequence,
        Hash transaction,
        List<AnchorText> anchors) {

    /** The anchored prefix, from the first commit of the topic; empty for a transaction that only registers the goal. */
    public Optional<SettledAnchor> prefix() {
        return anchors.stream()
                .filter(AnchorText.LogCommit.class::isInstance)
                .map(AnchorText.LogCommit.class::cast)
                .findFirst()
                .map(commit -> new SettledAnchor(sequence, commit.size(), commit.logRoot(), commit.leaderboardRoot()));
    }
}
