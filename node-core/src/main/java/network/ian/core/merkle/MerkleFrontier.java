package network.ian.core.merkle;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/**
 * The right edge of a Merkle tree (RFC 9162 section 2.1): what is needed to append leaves and to tell the root, in logarithmic
 * memory. For one thread; a copy is another.
 */
public final class MerkleFrontier {

    private final MessageDigest digest = Sha256.newDigest();
    /** Roots of perfect subtrees from left to right, each smaller than the one before. */
    private final List<Hash> subtrees;

    private int size;

    /** The frontier of the empty tree. */
    public MerkleFrontier() {
        this(new ArrayList<>(), 0);
    }

    private MerkleFrontier(List<Hash> subtrees, int size) {
        this.subtrees = subtrees;
        this.size = size;
    }

    /** A frontier of its own of the same tree. */
    public MerkleFrontier copy() {
        return new MerkleFrontier(new ArrayList<>(subtrees), size);
    }

    /** Number of leaves. */
    public int size() {
        return size;
    }

    /** Appends the leaf whose bytes are {@code leaf}. */
    public void append(Hash leaf) {
        digest.update(MerkleTree.LEAF_PREFIX);
        digest.update(leaf.view());
        Hash right = Hash.wrap(digest.digest());
        for (int rest = size; (rest & 1) == 1; rest >>= 1) {
            right = node(subtrees.remove(subtrees.size() - 1), right);
        }
        subtrees.add(right);
        size = Math.addExact(size, 1);
    }

    /** Root of the leaves so far. */
    public Hash root() {
        if (size == 0) {
            return MerkleView.EMPTY_ROOT;
        }
        Hash root = subtrees.get(subtrees.size() - 1);
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            root = node(subtrees.get(i), root);
        }
        return root;
    }

    private Hash node(Hash left, Hash right) {
        digest.update(MerkleTree.NODE_PREFIX);
        digest.update(left.view());
        digest.update(right.view());
        return Hash.wrap(digest.digest());
    }
}
