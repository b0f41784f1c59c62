package network.ian.tau.chain;

import java.util.List;
import java.util.Optional;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.SettledAnchor;
import network.ian.tau.transaction.AnchorText;

/**
 * A verified transaction of the committer on the best chain. All of them are kept, those about other goals too: a committer
 * learns from them which sequence numbers are used.
 *
 * @param block hash of its block
 * @param number of its block
 * @param timestampSeconds of its block, as the proposer says
 * @param confirmations blocks from its own to the best one, both included
 * @param settled whether it counts: it or an anchor behind it on the chain has the spec's confirmations or age
 * @param sequence the committer's sequence number
 * @param transaction hash of the transaction
 * @param carried what the transaction anchors, of whatever goals, in its order
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
        List<AnchorText> carried) {

    /** The anchored prefix, from the first commit of the topic; empty for a transaction that has none. */
    public Optional<SettledAnchor> prefix() {
        return carried.stream()
                .filter(AnchorText.LogCommit.class::isInstance)
                .map(AnchorText.LogCommit.class::cast)
                .filter(commit -> commit.topic().equals(topic))
                .findFirst()
                .map(commit -> new SettledAnchor(sequence, commit.size(), commit.logRoot(), commit.leaderboardRoot()));
    }
}
