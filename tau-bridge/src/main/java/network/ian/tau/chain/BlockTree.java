package network.ian.tau.chain;

import java.util.Arrays;
import network.ian.core.column.HashColumn;
import network.ian.core.column.IntColumn;
import network.ian.core.crypto.Hash;

/**
 * Verified blocks and which of them are on the best chain: the greatest height, ties to the smallest hash. A block has an
 * ordinal, ascending from the pinned block 0, which has 0; a parent's is lower than its child's. For one thread at a time.
 */
final class BlockTree {

    private static final int NONE = -1;

    private final HashColumn hashes = new HashColumn();
    private final IntColumn parents = new IntColumn();
    private final IntColumn heights = new IntColumn();
    private final BlockIndex index = new BlockIndex(hashes);
    private int[] best = new int[1_024];
    private int tip;

    BlockTree(Hash block0) {
        hashes.append(block0);
        parents.append(NONE);
        heights.append(0);
        index.put(0);
    }

    /** Blocks, block 0 included. */
    int size() {
        return hashes.size();
    }

    /** The ordinal of a block, or -1. */
    int find(Hash hash) {
        return index.find(hash);
    }

    Hash hash(int ordinal) {
        return hashes.get(ordinal);
    }

    /** The number in the block's header. */
    int height(int ordinal) {
        return heights.get(ordinal);
    }

    int parent(int ordinal) {
        return parents.get(ordinal);
    }

    /** The last block of the best chain. */
    int tip() {
        return tip;
    }

    /** The block of the best chain at a height from 0 to the tip's. */
    int bestAt(int height) {
        if (height > heights.get(tip)) {
            throw new IndexOutOfBoundsException("height " + height + " is above the best chain");
        }
        return best[height];
    }

    boolean isBest(int ordinal) {
        int height = heights.get(ordinal);
        return height <= heights.get(tip) && best[height] == ordinal;
    }

    /** Blocks that are not on the best chain. */
    int abandoned() {
        return size() - 1 - heights.get(tip);
    }

    /**
     * Adds a block that is not there yet.
     *
     * @return whether the best chain is another one now
     */
    boolean add(Hash hash, int parent) {
        int ordinal = hashes.size();
        int height = heights.get(parent) + 1;
        hashes.append(hash);
        parents.append(parent);
        heights.append(height);
        index.put(ordinal);
        int highest = heights.get(tip);
        if (height < highest || (height == highest && hashes.compare(ordinal, tip) > 0)) {
            return false;
        }
        turnTo(ordinal);
        return true;
    }

    /**
     * The highest height that is reached over a block, for each block.
     *
     * @return by ordinal
     */
    int[] reaches() {
        int[] reaches = heights.toArray(0, size());
        for (int ordinal = size() - 1; ordinal > 0; ordinal--) {
            int parent = parents.get(ordinal);
            reaches[parent] = Math.max(reaches[parent], reaches[ordinal]);
        }
        return reaches;
    }

    private void turnTo(int ordinal) {
        int height = heights.get(ordinal);
        if (height >= best.length) {
            best = Arrays.copyOf(best, best.length + (best.length >> 1));
        }
        tip = ordinal;
        for (int at = ordinal; best[height] != at; at = parents.get(at)) {
            best[height--] = at;
        }
    }
}
