package network.ian.tau.chain;

import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.tau.block.TransactionTree;

/**
 * A transaction with its way to the Merkle root of a block; not verified by itself.
 *
 * @param index in the block's order
 * @param path siblings from the bottom up, at most {@value #MAX_PATH}
 * @param transaction its canonical JSON, the bytes that the block's tree covers
 */
record AnchorProof(int index, List<Hash> path, Bytes transaction) {

    /** Longest path; a block has no more than 2^20 transactions, since it fits into an answer of a node. */
    static final int MAX_PATH = 20;

    AnchorProof {
        path = List.copyOf(path);
    }

    Hash hash() {
        return Sha256.of(transaction.view());
    }

    /** Whether it leads to {@code root}, from the first place where the transaction stands. */
    boolean leadsTo(Hash root) {
        if (path.size() > MAX_PATH || index < 0 || index >>> path.size() != 0) {
            return false;
        }
        Hash node = hash();
        for (int level = 0; level < path.size(); level++) {
            Hash sibling = path.get(level);
            int side = index >>> level & 1;
            // An odd node is paired with itself: its right half stands for no transaction of its own.
            if (side == 1 && sibling.equals(node)) {
                return false;
            }
            node = TransactionTree.rootFrom(node, side, List.of(sibling));
        }
        return node.equals(root);
    }
}
