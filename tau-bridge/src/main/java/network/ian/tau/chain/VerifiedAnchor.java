package network.ian.tau.chain;

import network.ian.core.crypto.Hash;

/**
 * A transaction that the committer signed and that stands in a block's tree.
 *
 * @param block hash of the block, which may still have to be taken over itself
 */
record VerifiedAnchor(Hash block, long timestampSeconds, AnchorProof proof, CommitterTransaction transaction) {}
