package network.ian.p2p.sync;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import network.ian.core.crypto.Hash;
import network.ian.p2p.wire.FetchedItem.HeaderOnly;

/** Headers whose body is missing, outside set, log and lag (formats.md, "Reconciliation"). One goal's. */
final class PendingHeaders {

    static final int CAPACITY = 4_096;
    static final int OF_ONE_SUPPLIER = 256;
    static final long KEPT_NANOS = 600_000_000_000L;

    private static final int SUPPLIERS = 16;

    private final Map<Hash, Pending> headers = new LinkedHashMap<>();
    private final Map<Hash, Integer> countBySupplier = new HashMap<>();

    private record Pending(HeaderOnly item, Hash first, Set<Hash> suppliers, long sinceNanos) {}

    /** Keeps a header, the oldest making room; does nothing if the supplier has too many here. */
    void add(HeaderOnly item, Hash supplier, long nowNanos) {
        Pending known = headers.get(item.id());
        if (known != null) {
            if (known.suppliers().size() < SUPPLIERS) {
                known.suppliers().add(supplier);
            }
            return;
        }
        if (countBySupplier.getOrDefault(supplier, 0) >= OF_ONE_SUPPLIER) {
            return;
        }
        if (headers.size() >= CAPACITY) {
            remove(headers.keySet().iterator().next());
        }
        Set<Hash> suppliers = new LinkedHashSet<>();
        suppliers.add(supplier);
        headers.put(item.id(), new Pending(item, supplier, suppliers, nowNanos));
        countBySupplier.merge(supplier, 1, Integer::sum);
    }

    /** Whether {@code supplier} is known to hold the header of {@code id} alone. */
    boolean suppliedBy(Hash id, Hash supplier) {
        Pending pending = headers.get(id);
        return pending != null && pending.suppliers().contains(supplier);
    }

    void remove(Hash id) {
        Pending pending = headers.remove(id);
        if (pending != null) {
            countBySupplier.computeIfPresent(pending.first(), (supplier, count) -> count == 1 ? null : count - 1);
        }
    }

    void expire(long nowNanos) {
        while (!headers.isEmpty()) {
            Pending oldest = headers.values().iterator().next();
            if (nowNanos - oldest.sinceNanos() < KEPT_NANOS) {
                return;
            }
            remove(oldest.item().id());
        }
    }

    int size() {
        return headers.size();
    }
}
