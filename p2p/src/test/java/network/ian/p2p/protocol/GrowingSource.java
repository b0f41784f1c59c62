package network.ian.p2p.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.p2p.ledger.EntrySource;
import network.ian.p2p.wire.WireEntry;

/** Entries of one goal in memory, with roots that are none; the older half of them is frozen. */
final class GrowingSource implements EntrySource {

    private final List<WireEntry> entries = new ArrayList<>();
    private final Map<Hash, Integer> ordinals = new HashMap<>();

    void add(WireEntry entry) {
        if (ordinals.putIfAbsent(entry.id(), entries.size()) == null) {
            entries.add(entry);
        }
    }

    WireEntry entry(int ordinal) {
        return entries.get(ordinal);
    }

    @Override
    public int entryCount() {
        return entries.size();
    }

    @Override
    public long timestampOf(int ordinal) {
        return 1_767_225_600_000L + (idOf(ordinal).hashCode() & 0xffff);
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
        return entries.size();
    }

    @Override
    public int frozenSize() {
        return entries.size() / 2;
    }

    @Override
    public Hash frozenIdAt(int position) {
        return idOf(Objects.checkIndex(position, frozenSize()));
    }

    @Override
    public Hash rootAt(int size) {
        if (size < 0 || size > entries.size()) {
            throw new IndexOutOfBoundsException(size);
        }
        return Sha256.of(new byte[] {(byte) (size >> 8), (byte) size});
    }
}
