package network.ian.p2p.gossip;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import network.ian.core.crypto.Hash;
import network.ian.p2p.ledger.EntrySource;
import network.ian.p2p.wire.WireEntry;

/** A goal's entries in memory. */
final class LabEntries implements EntrySource {

    private final Map<Hash, Integer> ordinals = new HashMap<>();
    private final List<WireEntry> entries = new ArrayList<>();
    private final List<Long> timestamps = new ArrayList<>();

    void add(WireEntry entry, long timestampMs) {
        if (ordinals.putIfAbsent(entry.id(), entries.size()) == null) {
            entries.add(entry);
            timestamps.add(timestampMs);
        }
    }

    WireEntry entry(Hash id) {
        Integer ordinal = ordinals.get(id);
        return ordinal == null ? null : entries.get(ordinal);
    }

    @Override
    public int entryCount() {
        return entries.size();
    }

    @Override
    public long timestampOf(int ordinal) {
        return timestamps.get(ordinal);
    }

    @Override
    public Hash idOf(int ordinal) {
        return entries.get(ordinal).id();
    }

    @Override
    public OptionalInt ordinalOf(Hash id) {
        Integer ordinal = ordinals.get(id);
        return ordinal == null ? OptionalInt.empty() : OptionalInt.of(ordinal);
    }

    @Override
    public int logSize() {
        return 0;
    }

    @Override
    public Hash rootAt(int size) {
        return Hash.wrap(new byte[Hash.SIZE]);
    }
}
