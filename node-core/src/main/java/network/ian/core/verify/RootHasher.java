package network.ian.core.verify;

import java.util.ArrayDeque;
import java.util.Deque;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/**
 * Root of a list of leaves as RFC 9162 section 2.1.1 defines it, leaf by leaf in logarithmic memory. Shares no code with
 * the tree that a node keeps, so that a fault there cannot hide here. Not thread-safe.
 */
public final class RootHasher {

    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    /** Roots of perfect subtrees, the smallest and rightmost on top. */
    private final Deque<Hash> subtrees = new ArrayDeque<>();

    private long size;

    /** Adds the next leaf. */
    public void add(byte[] leaf) {
        Hash right = Sha256.of(LEAF, leaf);
        for (long merged = size; (merged & 1) == 1; merged >>= 1) {
            right = Sha256.of(NODE, subtrees.pop().view(), right.view());
        }
        subtrees.push(right);
        size++;
    }

    /** Number of leaves. */
    public long size() {
        return size;
    }

    /** Root of the leaves so far. */
    public Hash root() {
        if (size == 0) {
            return Sha256.of();
        }
        Hash root = null;
        for (Hash left : subtrees) {
            root = root == null ? left : Sha256.of(NODE, left.view(), root.view());
        }
        return root;
    }
}
