package network.ian.p2p.reconciliation;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/** Children in key order; knows of each how many elements it holds, the least of them and the sum of their ids. */
final class Inner extends Node {

    static final int CAPACITY = 32;

    private final Node[] children = new Node[CAPACITY];
    private final int[] counts = new int[CAPACITY];
    private final int[] firsts = new int[CAPACITY];
    private final long[] sums = new long[CAPACITY * IdSum.WORDS];
    private int size;

    private Inner() {}

    /** A node over one to {@link #CAPACITY} children, which are in key order. */
    static Inner over(List<? extends Node> children, Keys keys) {
        Inner inner = new Inner();
        children.forEach(child -> inner.put(inner.size, child, keys));
        return inner;
    }

    @Override
    int count() {
        int count = 0;
        for (int i = 0; i < size; i++) {
            count += counts[i];
        }
        return count;
    }

    @Override
    int first() {
        return firsts[0];
    }

    @Override
    void addAllTo(IdSum sum, Keys keys) {
        for (int i = 0; i < size; i++) {
            sum.add(sums, i);
        }
    }

    @Override
    void addFirstTo(int count, IdSum sum, Keys keys) {
        int rest = count;
        int i = 0;
        for (; i < size && rest >= counts[i]; i++) {
            sum.add(sums, i);
            rest -= counts[i];
        }
        if (rest == 0) {
            return;
        }
        if (rest > counts[i] / 2 && children[i] instanceof Leaf leaf) {
            sum.add(sums, i);
            leaf.subtractRestFrom(rest, sum, keys);
        } else {
            children[i].addFirstTo(rest, sum, keys);
        }
    }

    @Override
    int ordinalAt(int position) {
        int rest = position;
        int i = 0;
        while (rest >= counts[i]) {
            rest -= counts[i];
            i++;
        }
        return children[i].ordinalAt(rest);
    }

    @Override
    int countBelow(Bound bound, Keys keys) {
        int low = 1;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (bound.isAbove(firsts[middle], keys)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int before = 0;
        for (int i = 0; i < low - 1; i++) {
            before += counts[i];
        }
        return before + children[low - 1].countBelow(bound, keys);
    }

    @Override
    void forEach(int from, int to, IntConsumer visitor) {
        int start = 0;
        for (int i = 0; i < size && start < to; i++) {
            int end = start + counts[i];
            if (end > from) {
                children[i].forEach(Math.max(from - start, 0), Math.min(to, end) - start, visitor);
            }
            start = end;
        }
    }

    @Override
    Inner insert(Insertion element, boolean last, Keys keys) {
        int i = childFor(element, keys);
        boolean lastChild = last && i == size - 1;
        Node added = children[i].insert(element, lastChild, keys);
        if (added == null) {
            extend(i, element);
            return null;
        }
        set(i, children[i], keys);
        if (size < CAPACITY) {
            put(i + 1, added, keys);
            return null;
        }
        Inner right = lastChild ? new Inner() : splitOff();
        if (!lastChild && i + 1 <= size) {
            put(i + 1, added, keys);
        } else {
            right.put(i + 1 - size, added, keys);
        }
        return right;
    }

    int size() {
        return size;
    }

    Node child(int index) {
        return children[index];
    }

    int countOf(int index) {
        return counts[index];
    }

    int firstOf(int index) {
        return firsts[index];
    }

    /** The sum kept for a child. */
    IdSum sumOf(int index) {
        IdSum sum = new IdSum();
        sum.add(sums, index);
        return sum;
    }

    /** The last child that starts at or before the element; the first child if all start after it. */
    private int childFor(Insertion element, Keys keys) {
        int low = 1;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (element.precedes(firsts[middle], keys)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low - 1;
    }

    private void extend(int i, Insertion element) {
        IdSum sum = new IdSum();
        sum.add(sums, i);
        sum.add(element.id());
        sum.store(sums, i);
        counts[i]++;
        firsts[i] = children[i].first();
    }

    private void put(int index, Node child, Keys keys) {
        int moved = size - index;
        System.arraycopy(children, index, children, index + 1, moved);
        System.arraycopy(counts, index, counts, index + 1, moved);
        System.arraycopy(firsts, index, firsts, index + 1, moved);
        System.arraycopy(sums, index * IdSum.WORDS, sums, (index + 1) * IdSum.WORDS, moved * IdSum.WORDS);
        size++;
        set(index, child, keys);
    }

    private void set(int index, Node child, Keys keys) {
        IdSum sum = new IdSum();
        child.addAllTo(sum, keys);
        sum.store(sums, index);
        children[index] = child;
        counts[index] = child.count();
        firsts[index] = child.first();
    }

    private Inner splitOff() {
        int half = size / 2;
        Inner right = new Inner();
        right.size = size - half;
        System.arraycopy(children, half, right.children, 0, right.size);
        System.arraycopy(counts, half, right.counts, 0, right.size);
        System.arraycopy(firsts, half, right.firsts, 0, right.size);
        System.arraycopy(sums, half * IdSum.WORDS, right.sums, 0, right.size * IdSum.WORDS);
        Arrays.fill(children, half, size, null);
        size = half;
        return right;
    }
}
