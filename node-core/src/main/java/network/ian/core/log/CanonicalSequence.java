package network.ian.core.log;

import network.ian.core.column.IntColumn;
import network.ian.core.merkle.MerkleTree;
import network.ian.core.merkle.MerkleView;

/** Ordinals by canonical position with the Merkle tree over their ids, kept in step. One thread writes. */
final class CanonicalSequence {

    private final IntColumn order;
    private final MerkleTree tree;

    /** An immutable sequence. */
    record View(IntColumn order, MerkleView tree) {

        /** A sequence of its own that starts with this one and shares its memory. */
        CanonicalSequence fork() {
            return new CanonicalSequence(order.fork(), tree.fork());
        }
    }

    CanonicalSequence() {
        this(new IntColumn(), new MerkleTree());
    }

    private CanonicalSequence(IntColumn order, MerkleTree tree) {
        this.order = order;
        this.tree = tree;
    }

    /** Builds the whole sequence at once, on all processors. */
    static CanonicalSequence build(int[] ordinals, EntryColumns columns) {
        IntColumn order = new IntColumn();
        order.append(ordinals, 0, ordinals.length);
        MerkleTree tree = MerkleTree.build(
                ordinals.length, (digest, position) -> columns.ids().feed(digest, ordinals[position]));
        return new CanonicalSequence(order, tree);
    }

    int size() {
        return order.size();
    }

    int ordinalAt(int position) {
        return order.get(position);
    }

    /** First position from {@code from} on whose entry does not come before {@code ordinal}; from there keys ascend. */
    static int landing(IntColumn order, int from, int ordinal, EntryColumns columns) {
        int low = from;
        int high = order.size();
        if (low < high && columns.compareKeys(order.get(high - 1), ordinal) < 0) {
            return high;
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (columns.compareKeys(order.get(middle), ordinal) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    int landing(int from, int ordinal, EntryColumns columns) {
        return landing(order, from, ordinal, columns);
    }

    /**
     * Inserts entries into the part that is in key order, rebuilding once from the lowest position that changes.
     *
     * @param from where key order begins
     * @param sorted ordinals in key order, none of them in the sequence
     * @return the lowest changed position
     */
    int insert(int from, int[] sorted, EntryColumns columns) {
        if (sorted.length == 0) {
            return size();
        }
        int lowest = landing(from, sorted[0], columns);
        int[] tail = order.toArray(lowest, size());
        replaceFrom(lowest, tail.length == 0 ? sorted : KeyOrder.merge(tail, sorted, columns), 0, columns);
        return lowest;
    }

    /** Replaces everything from {@code position} on by {@code ordinals} from index {@code first} on. */
    void replaceFrom(int position, int[] ordinals, int first, EntryColumns columns) {
        order.truncate(position);
        tree.truncate(position);
        order.append(ordinals, first, ordinals.length);
        for (int i = first; i < ordinals.length; i++) {
            tree.append(columns.ids(), ordinals[i]);
        }
    }

    View view() {
        return new View(order.snapshot(), tree.view());
    }

    long memoryBytes() {
        return order.memoryBytes() + tree.memoryBytes();
    }
}
