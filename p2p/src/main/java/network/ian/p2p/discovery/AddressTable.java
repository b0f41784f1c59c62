package network.ian.p2p.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Addresses in buckets of fixed size, each at a position that a keyed hash gives it: whoever does not know the key can
 * neither choose what is displaced nor fill more than the buckets that are his.
 */
final class AddressTable {

    private final int buckets;
    private final int bucketSize;
    private final Known[][] cells;
    private final List<List<Known>> members = new ArrayList<>();
    private final List<Integer> filled = new ArrayList<>();
    private int size;

    AddressTable(int buckets, int bucketSize) {
        this.buckets = buckets;
        this.bucketSize = bucketSize;
        this.cells = new Known[buckets][];
        for (int i = 0; i < buckets; i++) {
            members.add(List.of());
        }
    }

    int buckets() {
        return buckets;
    }

    int bucketSize() {
        return bucketSize;
    }

    int size() {
        return size;
    }

    /** What stands there; null for nothing. */
    Known at(int bucket, int position) {
        return cells[bucket] == null ? null : cells[bucket][position];
    }

    /** Puts {@code known} into a free cell. */
    void put(Known known, int bucket, int position) {
        if (cells[bucket] == null) {
            cells[bucket] = new Known[bucketSize];
            members.set(bucket, new ArrayList<>());
        }
        List<Known> within = members.get(bucket);
        if (cells[bucket][position] != null) {
            throw new IllegalStateException("cell is taken");
        }
        cells[bucket][position] = known;
        known.placed(this, bucket, position, within.size());
        if (within.isEmpty()) {
            filled.add(bucket);
        }
        within.add(known);
        size++;
    }

    void remove(Known known) {
        List<Known> within = members.get(known.bucket());
        cells[known.bucket()][known.position()] = null;
        Known last = within.remove(within.size() - 1);
        if (last != known) {
            within.set(known.index(), last);
            last.moved(known.index());
        }
        if (within.isEmpty()) {
            filled.remove(Integer.valueOf(known.bucket()));
        }
        size--;
    }

    /**
     * One address, or null if there is none. The bucket is drawn first, so that a source which filled its buckets to the
     * brim is not drawn more often than one which told of a few.
     */
    Known draw(RandomGenerator random) {
        if (size == 0) {
            return null;
        }
        List<Known> within = members.get(filled.get(random.nextInt(filled.size())));
        return within.get(random.nextInt(within.size()));
    }

    /** All of them, in an order that depends on the history only. */
    List<Known> all() {
        List<Known> all = new ArrayList<>(size);
        members.forEach(all::addAll);
        return all;
    }
}
