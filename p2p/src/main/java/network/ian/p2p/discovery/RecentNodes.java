package network.ian.p2p.discovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.ian.core.crypto.Hash;
import network.ian.core.runtime.MonotonicClock;
import network.ian.p2p.wire.AddressRecord;

/**
 * Nodes that were connected lately, at most 256 and at most 8 of an address group, with the address that they gave and
 * that their connection came from: what a node with all slots taken can still tell newcomers. Owned by the protocol's thread.
 */
final class RecentNodes {

    static final int MOST = 256;
    static final int PER_GROUP = 8;

    private static final long KEPT_NANOS = Duration.ofMinutes(30).toNanos();

    private final MonotonicClock ticker;
    private final Map<Hash, Seen> nodes = new LinkedHashMap<>();

    private record Seen(AddressRecord record, NetGroup group, long nanos) {}

    RecentNodes(MonotonicClock ticker) {
        this.ticker = ticker;
    }

    int size() {
        return nodes.size();
    }

    /** Takes note of a checked record that the node itself gave over a connection from {@code group}. */
    void saw(Hash id, AddressRecord record, NetGroup group) {
        nodes.remove(id);
        makeRoom(group);
        nodes.put(id, new Seen(record, group, ticker.nanos()));
    }

    void forget(Hash id) {
        nodes.remove(id);
    }

    List<AddressRecord> records() {
        long now = ticker.nanos();
        nodes.values().removeIf(seen -> now - seen.nanos() > KEPT_NANOS);
        List<AddressRecord> records = new ArrayList<>(nodes.size());
        nodes.values().forEach(seen -> records.add(seen.record()));
        return records;
    }

    private void makeRoom(NetGroup group) {
        int same = 0;
        Hash oldest = null;
        Hash oldestOfGroup = null;
        for (Map.Entry<Hash, Seen> entry : nodes.entrySet()) {
            oldest = oldest == null ? entry.getKey() : oldest;
            if (entry.getValue().group().equals(group)) {
                oldestOfGroup = oldestOfGroup == null ? entry.getKey() : oldestOfGroup;
                same++;
            }
        }
        if (same >= PER_GROUP) {
            nodes.remove(oldestOfGroup);
        } else if (nodes.size() >= MOST) {
            nodes.remove(oldest);
        }
    }
}
