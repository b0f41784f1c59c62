package network.ian.tau.block;

import java.util.ArrayList;
import java.util.List;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/**
 * Tau Net's Merkle tree over the hashes of a block's transactions: SHA-256 over pairs without a prefix, an odd one paired
 * with itself; the root of none is SHA-256 of nothing.
 */
public final class TransactionTree {

    private TransactionTree() {}

    public static Hash root(List<Hash> transactions) {
        if (transactions.isEmpty()) {
            return Sha256.of();
        }
        List<Hash> level = transactions;
        while (level.size() > 1) {
            level = above(level);
        }
        return level.get(0);
    }

    /**
     * The siblings of one transaction, from the bottom up.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= index < transactions.size()}
     */
    public static List<Hash> path(List<Hash> transactions, int index) {
        List<Hash> path = new ArrayList<>();
        List<Hash> level = transactions;
        for (int at = index; level.size() > 1; at >>>= 1) {
            path.add(level.get(Math.min(at ^ 1, level.size() - 1)));
            level = above(level);
        }
        return path;
    }

    /** The root that a transaction, its index and its siblings lead to. */
    public static Hash rootFrom(Hash transaction, int index, List<Hash> path) {
        Hash node = transaction;
        int at = index;
        for (Hash sibling : path) {
            node = (at & 1) == 0 ? pair(node, sibling) : pair(sibling, node);
            at >>>= 1;
        }
        return node;
    }

    private static List<Hash> above(List<Hash> level) {
        List<Hash> above = new ArrayList<>((level.size() + 1) / 2);
        for (int i = 0; i < level.size(); i += 2) {
            above.add(pair(level.get(i), level.get(Math.min(i + 1, level.size() - 1))));
        }
        return above;
    }

    private static Hash pair(Hash left, Hash right) {
        return Sha256.of(left.view(), right.view());
    }
}
