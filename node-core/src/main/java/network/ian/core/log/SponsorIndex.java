package network.ian.core.log;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * Finds sponsored entries by (contributor_id, pack_hash), so that the door can answer an unsigned POST that it has seen
 * with DUPLICATE. Holds half a fingerprint and an ordinal in 8 bytes: what it finds are candidates, to be checked against
 * their records. The caller spreads the fingerprints with a secret. One thread adds, any thread reads; a reader may miss
 * what is being added at that moment.
 */
public final class SponsorIndex {

    /**
     * Entries kept per fingerprint. One is enough to answer; the rest is room for chance collisions. Without this bound,
     * peers could fill one chain with a pair repeated under ever new timestamps.
     */
    static final int MOST_PER_FINGERPRINT = 4;

    private static final int FIRST_CAPACITY_BITS = 4;
    private static final int MOST_CAPACITY_BITS = 30;
    private static final long EMPTY = 0;

    private volatile AtomicLongArray table = new AtomicLongArray(1 << FIRST_CAPACITY_BITS);
    private int count;

    /** Adds an entry; without effect where {@value #MOST_PER_FINGERPRINT} with its fingerprint are there. */
    public void add(long fingerprint, int ordinal) {
        int half = half(fingerprint);
        if (candidates(table, half).count() >= MOST_PER_FINGERPRINT) {
            return;
        }
        if (count + 1 > table.length() - (table.length() >> 2)) {
            grow();
        }
        insert(table, half, ordinal);
        count++;
    }

    /** Ordinals that may be of the pair, in no order; at most {@value #MOST_PER_FINGERPRINT}. */
    public int[] candidates(long fingerprint) {
        return candidates(table, half(fingerprint)).toArray();
    }

    /** Entries held. */
    public int size() {
        return count;
    }

    /** Bytes of the array held. */
    public long memoryBytes() {
        return (long) Long.BYTES * table.length();
    }

    private void grow() {
        AtomicLongArray old = table;
        if (old.length() == 1 << MOST_CAPACITY_BITS) {
            throw new IllegalStateException("the index is full: " + count + " entries");
        }
        AtomicLongArray larger = new AtomicLongArray(2 * old.length());
        for (int slot = 0; slot < old.length(); slot++) {
            long content = old.getPlain(slot);
            if (content != EMPTY) {
                insert(larger, (int) (content >>> Integer.SIZE), (int) content - 1);
            }
        }
        table = larger;
    }

    private static IntStream candidates(AtomicLongArray table, int half) {
        int mask = table.length() - 1;
        IntStream.Builder found = IntStream.builder();
        for (int slot = home(table, half); table.getAcquire(slot) != EMPTY; slot = (slot + 1) & mask) {
            long content = table.getAcquire(slot);
            if ((int) (content >>> Integer.SIZE) == half) {
                found.add((int) content - 1);
            }
        }
        return found.build();
    }

    private static void insert(AtomicLongArray table, int half, int ordinal) {
        int mask = table.length() - 1;
        int slot = home(table, half);
        while (table.getPlain(slot) != EMPTY) {
            slot = (slot + 1) & mask;
        }
        table.setRelease(slot, (long) half << Integer.SIZE | (ordinal + 1));
    }

    private static int home(AtomicLongArray table, int half) {
        return half >>> (Integer.SIZE - Integer.numberOfTrailingZeros(table.length()));
    }

    private static int half(long fingerprint) {
        return (int) (fingerprint >>> Integer.SIZE);
    }
}
