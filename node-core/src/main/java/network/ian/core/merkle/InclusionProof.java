package network.ian.core.merkle;

import java.util.List;
import network.ian.core.crypto.Hash;

/**
 * That a leaf is in a tree (RFC 9162 section 2.1.3).
 *
 * @param leafIndex position of the leaf, from 0
 * @param treeSize number of leaves of the tree
 * @param leafHash SHA-256(0x00 || leaf)
 * @param siblings from the leaf up
 * @param root root of the tree
 */
public record InclusionProof(long leafIndex, long treeSize, Hash leafHash, List<Sibling> siblings, Hash root) {

    public InclusionProof {
        siblings = List.copyOf(siblings);
    }

    /** The inclusion path as the RFC has it: sides follow from index and size. */
    public List<Hash> path() {
        return siblings.stream().map(Sibling::hash).toList();
    }
}
