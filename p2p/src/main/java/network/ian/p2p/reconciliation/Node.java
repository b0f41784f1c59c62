package network.ian.p2p.reconciliation;

import java.util.function.IntConsumer;

/** A node of a {@link KeySumTree}. Positions are relative to its first element. */
abstract class Node {

    /** Elements below. */
    abstract int count();

    /** The ordinal of least key below; there is at least one element. */
    abstract int first();

    /** Adds the ids of everything below to {@code sum}. */
    abstract void addAllTo(IdSum sum, Keys keys);

    /** Adds the ids of the first {@code count} elements to {@code sum}. */
    abstract void addFirstTo(int count, IdSum sum, Keys keys);

    abstract int ordinalAt(int position);

    /** Elements below {@code bound}. */
    abstract int countBelow(Bound bound, Keys keys);

    /** Visits positions {@code from} to before {@code to}. */
    abstract void forEach(int from, int to, IntConsumer visitor);

    /**
     * Inserts an element.
     *
     * @param last whether this node is the last of its level in the whole tree
     * @return what was split off, which follows this node, or null
     */
    abstract Node insert(Insertion element, boolean last, Keys keys);
}
