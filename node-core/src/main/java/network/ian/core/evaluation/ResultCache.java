package network.ian.core.evaluation;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import network.ian.core.crypto.Hash;

/**
 * Results by pack hash: one slot for each hash's first bits, a newer result takes an older one's place. That is all that a
 * stream of packs that are mostly new needs, and it costs a hundredth of what a cache with a policy does. Thread-safe.
 */
final class ResultCache {

    private record Kept(Hash packHash, EvaluationResult result) {}

    private final AtomicReferenceArray<Kept> slots;

    /** @param capacity most results held, a power of two */
    ResultCache(int capacity) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("not a power of two: " + capacity);
        }
        this.slots = new AtomicReferenceArray<>(capacity);
    }

    Optional<EvaluationResult> find(Hash packHash) {
        Kept kept = slots.get(slot(packHash));
        return kept != null && kept.packHash.equals(packHash) ? Optional.of(kept.result) : Optional.empty();
    }

    void put(Hash packHash, EvaluationResult result) {
        slots.set(slot(packHash), new Kept(packHash, result));
    }

    private int slot(Hash packHash) {
        return packHash.hashCode() & (slots.length() - 1);
    }
}
