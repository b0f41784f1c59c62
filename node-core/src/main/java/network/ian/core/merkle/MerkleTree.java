package network.ian.core.merkle;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.ObjIntConsumer;
import network.ian.core.column.HashColumn;
import network.ian.core.crypto.Sha256;

/**
 * The Merkle tree of RFC 9162 section 2.1 over a list that grows and is cut at its end. Holds the hash of every complete
 * subtree (two hashes a leaf). One thread writes; {@link #view} hands out immutable snapshots.
 */
public final class MerkleTree {

    static final byte LEAF_PREFIX = 0;
    static final byte NODE_PREFIX = 1;

    private final MessageDigest digest = Sha256.newDigest();
    private HashColumn[] levels;

    public MerkleTree() {
        this(new HashColumn[] {new HashColumn()});
    }

    private MerkleTree(HashColumn[] levels) {
        this.levels = levels;
    }

    /** A tree of its own that starts with the leaves of {@code view}. */
    static MerkleTree startingWith(HashColumn[] levels) {
        HashColumn[] own = new HashColumn[levels.length];
        for (int level = 0; level < own.length; level++) {
            own[level] = levels[level].fork();
        }
        return new MerkleTree(own);
    }

    /**
     * Builds a whole tree on all processors.
     *
     * @param size number of leaves
     * @param feedLeaf feeds a digest with the bytes of the leaf at an index; called from several threads
     */
    public static MerkleTree build(int size, ObjIntConsumer<MessageDigest> feedLeaf) {
        MerkleTree tree = new MerkleTree();
        if (size > 0) {
            tree.levels[0].appendDigests(size, (digest, index) -> {
                digest.update(LEAF_PREFIX);
                feedLeaf.accept(digest, index);
            });
        }
        for (int level = 1; size >> level > 0; level++) {
            HashColumn below = tree.levels[level - 1];
            tree.level(level).appendDigests(size >> level, (digest, index) -> {
                digest.update(NODE_PREFIX);
                below.feedPair(digest, 2 * index);
            });
        }
        return tree;
    }

    /** Appends a leaf. */
    public void append(byte[] leaf) {
        digest.update(LEAF_PREFIX);
        digest.update(leaf);
        appendFedLeaf();
    }

    /** Appends the leaf whose bytes are the hash at {@code index} of {@code leaves}. */
    public void append(HashColumn leaves, int index) {
        digest.update(LEAF_PREFIX);
        leaves.feed(digest, index);
        appendFedLeaf();
    }

    /** Drops the leaves from index {@code size} on. */
    public void truncate(int size) {
        for (int level = 0; level < levels.length; level++) {
            levels[level].truncate(size >> level);
        }
    }

    /** The tree as it is now; immutable, for any thread. */
    public MerkleView view() {
        HashColumn[] snapshots = new HashColumn[levels.length];
        for (int level = 0; level < snapshots.length; level++) {
            snapshots[level] = levels[level].snapshot();
        }
        return new MerkleView(snapshots);
    }

    /** Bytes of the arrays held. */
    public long memoryBytes() {
        return Arrays.stream(levels).mapToLong(HashColumn::memoryBytes).sum();
    }

    private void appendFedLeaf() {
        levels[0].appendDigest(digest);
        int last = levels[0].size() - 1;
        for (int level = 0; (last & 1) == 1; level++, last >>= 1) {
            digest.update(NODE_PREFIX);
            levels[level].feedPair(digest, last - 1);
            level(level + 1).appendDigest(digest);
        }
    }

    private HashColumn level(int level) {
        if (level == levels.length) {
            levels = Arrays.copyOf(levels, level + 1);
            levels[level] = new HashColumn();
        }
        return levels[level];
    }
}
