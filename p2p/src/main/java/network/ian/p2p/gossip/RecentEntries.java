package network.ian.p2p.gossip;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import network.ian.core.crypto.Hash;
import network.ian.p2p.wire.WireEntry;

/** The entries that were spread last, for peers who ask for them; bounded by bytes and by age. */
final class RecentEntries {

    /** What an entry costs beside its content, about. */
    private static final int OVERHEAD_BYTES = 256;

    private final long capacityBytes;
    private final long maxAgeNanos;
    private final Map<Hash, Kept> byId = new HashMap<>();
    private final ArrayDeque<Kept> inOrder = new ArrayDeque<>();
    private long bytes;

    /** An entry with the hops to send it with. */
    record Kept(WireEntry entry, int hops, long sinceNanos) {

        int cost() {
            return entry.contentBytes() + OVERHEAD_BYTES;
        }
    }

    RecentEntries(long capacityBytes, long maxAgeNanos) {
        this.capacityBytes = capacityBytes;
        this.maxAgeNanos = maxAgeNanos;
    }

    void keep(WireEntry entry, int hops, long nowNanos) {
        Kept kept = new Kept(entry, hops, nowNanos);
        if (byId.putIfAbsent(entry.id(), kept) == null) {
            inOrder.add(kept);
            bytes += kept.cost();
        }
        while (!inOrder.isEmpty()
                && (bytes > capacityBytes || nowNanos - inOrder.element().sinceNanos() > maxAgeNanos)) {
            Kept oldest = inOrder.remove();
            byId.remove(oldest.entry().id());
            bytes -= oldest.cost();
        }
    }

    /** Null if it is not kept. */
    Kept find(Hash id) {
        return byId.get(id);
    }

    long bytes() {
        return bytes;
    }
}
