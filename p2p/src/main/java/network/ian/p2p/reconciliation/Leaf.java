package network.ian.p2p.reconciliation;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Ordinals in key order. Its array grows by doubling, so that small sets stay small. */
final class Leaf extends Node {

    static final int CAPACITY = 64;

    private static final int FIRST_CAPACITY = 4;

    private int[] ordinals;
    private int size;

    /** Takes ownership of {@code ordinals}, which are in key order, and at least one. */
    Leaf(int[] ordinals) {
        this.ordinals = ordinals;
        this.size = ordinals.length;
    }

    static Leaf of(int ordinal) {
        Leaf leaf = new Leaf(new int[FIRST_CAPACITY]);
        leaf.ordinals[0] = ordinal;
        leaf.size = 1;
        return leaf;
    }

    @Override
    int count() {
        return size;
    }

    @Override
    int first() {
        return ordinals[0];
    }

    @Override
    void addAllTo(IdSum sum, Keys keys) {
        addFirstTo(size, sum, keys);
    }

    @Override
    void addFirstTo(int count, IdSum sum, Keys keys) {
        for (int i = 0; i < count; i++) {
            sum.add(keys.idOf(ordinals[i]));
        }
    }

    /** Takes the ids from position {@code from} on out of {@code sum}. */
    void subtractRestFrom(int from, IdSum sum, Keys keys) {
        for (int i = from; i < size; i++) {
            sum.subtract(keys.idOf(ordinals[i]));
        }
    }

    @Override
    int ordinalAt(int position) {
        return ordinals[position];
    }

    @Override
    int countBelow(Bound bound, Keys keys) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (bound.isAbove(ordinals[middle], keys)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    void forEach(int from, int to, IntConsumer visitor) {
        for (int i = from; i < to; i++) {
            visitor.accept(ordinals[i]);
        }
    }

    @Override
    Leaf insert(Insertion element, boolean last, Keys keys) {
        int position = landing(element, keys);
        if (size < CAPACITY) {
            put(position, element.ordinal());
            return null;
        }
        if (last && position == size) {
            // Rising keys, the usual case, leave full leaves behind.
            return of(element.ordinal());
        }
        Leaf right = splitOff();
        if (position <= size) {
            put(position, element.ordinal());
        } else {
            right.put(position - size, element.ordinal());
        }
        return right;
    }

    private int landing(Insertion element, Keys keys) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (element.precedes(ordinals[middle], keys)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private void put(int position, int ordinal) {
        if (size == ordinals.length) {
            ordinals = Arrays.copyOf(ordinals, Math.min(CAPACITY, 2 * size));
        }
        System.arraycopy(ordinals, position, ordinals, position + 1, size - position);
        ordinals[position] = ordinal;
        size++;
    }

    private Leaf splitOff() {
        int half = size / 2;
        Leaf right = new Leaf(Arrays.copyOf(Arrays.copyOfRange(ordinals, half, size), CAPACITY));
        right.size = size - half;
        size = half;
        return right;
    }
}
