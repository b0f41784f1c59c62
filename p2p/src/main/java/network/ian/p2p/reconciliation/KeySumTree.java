package network.ian.p2p.reconciliation;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.p2p.wire.Fingerprint;

/**
 * A set of ordinals in the order of their keys (timestamp_ms, id by unsigned byte), that knows the sum of the ids of any
 * range without visiting it: a B+-tree whose inner nodes keep the count and the sum of each child (docs/decisions,
 * negentropy-tree). Takes 5 to 9 bytes an element. One thread owns it.
 */
public final class KeySumTree {

    /** Many new elements are merged with all the old ones where they are at least this share of them. */
    private static final int BULK_SHARE = 16;

    private static final int BULK_LEAST = 64;
    private static final int LONGEST_VARINT = 10;

    private final Keys keys;
    private final MessageDigest digest = Sha256.newDigest();
    private final byte[] hashed = new byte[Hash.SIZE + LONGEST_VARINT];
    private Node root;
    private int size;

    /** Sum of all before a position: the next range asked for usually starts where the last one ended. */
    private IdSum lastSum = new IdSum();

    private int lastTo;

    /** An empty set. */
    public KeySumTree(Keys keys) {
        this.keys = keys;
    }

    /** Adds an ordinal that is not in the set yet, in O(log n). */
    public void insert(int ordinal) {
        forgetLast();
        if (root == null) {
            root = Leaf.of(ordinal);
        } else {
            Node added = root.insert(Insertion.of(ordinal, keys), true, keys);
            if (added != null) {
                root = Inner.over(List.of(root, added), keys);
            }
        }
        size++;
    }

    /**
     * Adds the ordinals {@code from} to before {@code to}, none of which is in the set yet: one by one in O(log n) each, or,
     * where they are many beside what is there, all at once in O(n).
     */
    public void insertAll(int from, int to) {
        int added = to - from;
        if (added < BULK_LEAST || (long) added * BULK_SHARE < size) {
            for (int ordinal = from; ordinal < to; ordinal++) {
                insert(ordinal);
            }
            return;
        }
        KeySort sort = new KeySort(keys);
        int[] ordinals = sort.sorted(from, to);
        rebuild(size == 0 ? ordinals : sort.merge(toArray(), ordinals));
    }

    /** Elements in the set. */
    public int size() {
        return size;
    }

    /**
     * The ordinal at a position, in O(log n).
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= position < size()}
     */
    public int ordinalAt(int position) {
        return root.ordinalAt(Objects.checkIndex(position, size));
    }

    /** The id at a position; see {@link #ordinalAt}. */
    public Hash idAt(int position) {
        return keys.idOf(ordinalAt(position));
    }

    /** Elements whose key lies below {@code bound}, which is the position of the first that does not; in O(log n). */
    public int lowerBound(Bound bound) {
        return root == null || bound.infinite() ? size : root.countBelow(bound, keys);
    }

    /**
     * Fingerprint of the elements from position {@code from} to before {@code to}, in O(log n).
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= from <= to <= size()}
     */
    public Fingerprint fingerprint(int from, int to) {
        Objects.checkFromToIndex(from, to, size);
        IdSum sum = new IdSum();
        if (from < to) {
            IdSum before = from == lastTo ? lastSum : sumBefore(from);
            lastSum = sumBefore(to);
            lastTo = to;
            sum.add(lastSum);
            sum.subtract(before);
        }
        sum.write(hashed);
        digest.update(hashed, 0, Varint.write(to - from, hashed, Hash.SIZE));
        ByteBuffer result = ByteBuffer.wrap(digest.digest());
        return new Fingerprint(result.getLong(), result.getLong());
    }

    /**
     * Visits the ordinals from position {@code from} to before {@code to}, in order. The visitor must not change the set.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= from <= to <= size()}
     */
    public void forEach(int from, int to, IntConsumer visitor) {
        Objects.checkFromToIndex(from, to, size);
        if (from < to) {
            root.forEach(from, to, visitor);
        }
    }

    /** The shortest bound between the elements at {@code position - 1} and {@code position}. */
    Bound boundBefore(int position) {
        return Bound.between(ordinalAt(position - 1), ordinalAt(position), keys);
    }

    Hash idOf(int ordinal) {
        return keys.idOf(ordinal);
    }

    Node root() {
        return root;
    }

    private IdSum sumBefore(int position) {
        IdSum sum = new IdSum();
        root.addFirstTo(position, sum, keys);
        return sum;
    }

    private void forgetLast() {
        lastTo = 0;
        lastSum = new IdSum();
    }

    private int[] toArray() {
        int[] ordinals = new int[size];
        int[] next = new int[1];
        forEach(0, size, ordinal -> ordinals[next[0]++] = ordinal);
        return ordinals;
    }

    private void rebuild(int[] ordinals) {
        forgetLast();
        List<Node> level = new ArrayList<>(ordinals.length / Leaf.CAPACITY + 1);
        for (int at = 0; at < ordinals.length; at += Leaf.CAPACITY) {
            level.add(new Leaf(Arrays.copyOfRange(ordinals, at, Math.min(ordinals.length, at + Leaf.CAPACITY))));
        }
        while (level.size() > 1) {
            List<Node> parents = new ArrayList<>(level.size() / Inner.CAPACITY + 1);
            for (int at = 0; at < level.size(); at += Inner.CAPACITY) {
                parents.add(Inner.over(level.subList(at, Math.min(level.size(), at + Inner.CAPACITY)), keys));
            }
            level = parents;
        }
        root = level.get(0);
        size = ordinals.length;
    }
}
