package network.ian.core.merkle;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import network.ian.core.column.HashColumn;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/** An immutable Merkle tree (RFC 9162 section 2.1): roots and proofs of every prefix. Thread-safe. */
public final class MerkleView {

    /** Root of the empty list: SHA-256 of nothing. */
    public static final Hash EMPTY_ROOT = Sha256.of();

    private final HashColumn[] levels;
    private Hash root;

    MerkleView(HashColumn[] levels) {
        this.levels = levels;
    }

    /** Number of leaves. */
    public int size() {
        return levels[0].size();
    }

    /** Root of all leaves. */
    public Hash root() {
        // A race computes the same immutable value twice, which is cheaper than a lock.
        Hash known = root;
        if (known == null) {
            known = root(size());
            root = known;
        }
        return known;
    }

    /**
     * Root of the first {@code treeSize} leaves.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= treeSize <= size()}
     */
    public Hash root(int treeSize) {
        requireSize(treeSize);
        return treeSize == 0 ? EMPTY_ROOT : rangeHash(Sha256.newDigest(), 0, treeSize);
    }

    /**
     * Hash of the leaf at {@code index}.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= index < size()}
     */
    public Hash leafHash(int index) {
        return levels[0].get(index);
    }

    /**
     * Proof that a leaf is in the tree of the first {@code treeSize} leaves (RFC 9162 section 2.1.3.1).
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= index < treeSize <= size()}
     */
    public InclusionProof inclusionProof(int index, int treeSize) {
        requireSize(treeSize);
        Objects.checkIndex(index, treeSize);
        MessageDigest digest = Sha256.newDigest();
        List<Sibling> fromTheRoot = new ArrayList<>();
        int begin = 0;
        int end = treeSize;
        while (end - begin > 1) {
            int split = begin + largestPowerOfTwoBelow(end - begin);
            if (index < split) {
                fromTheRoot.add(new Sibling(rangeHash(digest, split, end), true));
                end = split;
            } else {
                fromTheRoot.add(new Sibling(rangeHash(digest, begin, split), false));
                begin = split;
            }
        }
        Collections.reverse(fromTheRoot);
        return new InclusionProof(index, treeSize, leafHash(index), fromTheRoot, root(treeSize));
    }

    /**
     * Proof that the tree of the first {@code from} leaves is a prefix of that of the first {@code to} (RFC 9162 section
     * 2.1.4.1). Its path is empty where the sizes are equal or {@code from} is 0, which the RFC leaves out.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= from <= to <= size()}
     */
    public ConsistencyProof consistencyProof(int from, int to) {
        requireSize(to);
        if (from < 0 || from > to) {
            throw new IndexOutOfBoundsException("no consistency proof from size " + from + " to " + to);
        }
        List<Hash> path = new ArrayList<>();
        if (from > 0 && from < to) {
            consistencyPath(Sha256.newDigest(), from, to, path);
        }
        return new ConsistencyProof(from, to, root(from), root(to), path);
    }

    /** A writable tree of its own that starts with these leaves and shares their memory. */
    public MerkleTree fork() {
        return MerkleTree.startingWith(levels);
    }

    private void consistencyPath(MessageDigest digest, int from, int to, List<Hash> path) {
        int begin = 0;
        int end = to;
        while (from != end) {
            int split = begin + largestPowerOfTwoBelow(end - begin);
            if (from <= split) {
                path.add(rangeHash(digest, split, end));
                end = split;
            } else {
                path.add(rangeHash(digest, begin, split));
                begin = split;
            }
        }
        // The verifier knows the old root, so the old tree itself is left out where it is one whole subtree.
        if (begin > 0) {
            path.add(rangeHash(digest, begin, end));
        }
        Collections.reverse(path);
    }

    /** MTH(D[begin:end]) of a subtree that section 2.1.1 can reach, so that {@code begin} is aligned to its halves. */
    private Hash rangeHash(MessageDigest digest, int begin, int end) {
        int length = end - begin;
        int level = Integer.numberOfTrailingZeros(length);
        Hash hash = levels[level].get((end >> level) - 1);
        for (int rest = length & (length - 1); rest != 0; rest &= rest - 1) {
            level = Integer.numberOfTrailingZeros(rest);
            digest.update(MerkleTree.NODE_PREFIX);
            levels[level].feed(digest, ((begin + rest) >> level) - 1);
            digest.update(hash.view());
            hash = Hash.wrap(digest.digest());
        }
        return hash;
    }

    private void requireSize(int treeSize) {
        if (treeSize < 0 || treeSize > size()) {
            throw new IndexOutOfBoundsException("no tree of size " + treeSize + ", the log has " + size());
        }
    }

    private static int largestPowerOfTwoBelow(int n) {
        return Integer.highestOneBit(n - 1);
    }
}
