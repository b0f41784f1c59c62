package network.ian.core.finality;

import java.util.HashSet;
import java.util.List;
import network.ian.core.crypto.Hash;
import network.ian.core.log.LogView;
import network.ian.core.merkle.MerkleFrontier;

/**
 * Ids that a peer supplied for the part of an anchored prefix that this node could not name. They hash to the anchored root.
 *
 * @param fromRoot of the tree over what is before them
 * @param repeats whether an id is there twice
 */
record ListedPrefix(PrefixWanted wanted, Hash fromRoot, List<Hash> ids, boolean repeats) {

    /** Whether {@code ids} lead from the tree that ends with {@code edge} to the wanted root. */
    static boolean leads(MerkleFrontier edge, PrefixWanted wanted, List<Hash> ids) {
        if (edge.size() != wanted.from() || ids.size() != wanted.size() - wanted.from()) {
            return false;
        }
        MerkleFrontier frontier = edge.copy();
        ids.forEach(frontier::append);
        return frontier.root().equals(wanted.root());
    }

    static ListedPrefix of(PrefixWanted wanted, Hash fromRoot, List<Hash> ids) {
        return new ListedPrefix(wanted, fromRoot, List.copyOf(ids), new HashSet<>(ids).size() < ids.size());
    }

    boolean serves(PrefixWanted other, Hash root) {
        return wanted.equals(other) && fromRoot.equals(root);
    }

    /** Ids that the log does not have. */
    List<Hash> missing(LogView log) {
        return ids.stream().filter(id -> !log.contains(id)).toList();
    }

    /** Whether what the log has of them is in key order. */
    boolean inKeyOrder(LogView log) {
        int last = -1;
        for (Hash id : ids) {
            int ordinal = log.ordinalOf(id).orElse(-1);
            if (ordinal >= 0 && last >= 0 && log.compareKeys(last, ordinal) >= 0) {
                return false;
            }
            last = ordinal >= 0 ? ordinal : last;
        }
        return true;
    }
}
