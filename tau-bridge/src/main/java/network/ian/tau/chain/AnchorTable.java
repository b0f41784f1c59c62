package network.ian.tau.chain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import network.ian.core.crypto.Hash;

/** Verified anchors of all branches, by height. For one thread at a time. */
final class AnchorTable {

    private final NavigableMap<Long, List<AnchorRow>> rows = new TreeMap<>();
    private int size;

    /** Anchors on whatever branch. */
    int size() {
        return size;
    }

    boolean has(int height, int block, Hash transaction) {
        return in(height, block).stream().anyMatch(row -> row.transaction().equals(transaction));
    }

    /** Adds an anchor that is not there yet. */
    void add(int height, AnchorRow row) {
        List<AnchorRow> block = rows.computeIfAbsent(key(height, row.block()), any -> new ArrayList<>(1));
        block.add(row);
        block.sort(Comparator.comparingInt(AnchorRow::index));
        size++;
    }

    /** The anchors of a block, in its order. */
    List<AnchorRow> in(int height, int block) {
        return rows.getOrDefault(key(height, block), List.of());
    }

    /**
     * The anchors of the best chain in its order. Of several transactions with one sequence number the first counts: the
     * others are the same one with something unsigned changed.
     */
    List<AnchorRow> onBestOf(BlockTree tree) {
        List<AnchorRow> best = new ArrayList<>();
        long last = -1;
        for (List<AnchorRow> block : rows.values()) {
            for (AnchorRow row : tree.isBest(block.get(0).block()) ? block : List.<AnchorRow>of()) {
                if (row.sequence() > last) {
                    last = row.sequence();
                    best.add(row);
                }
            }
        }
        return best;
    }

    private static long key(int height, int block) {
        return (long) height << Integer.SIZE | block;
    }
}
