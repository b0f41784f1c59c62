package network.ian.p2p.finality;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.p2p.ledger.EntrySource;
import network.ian.p2p.wire.WireEntry;

/** Admitted entries of one node: a frozen prefix, then the rest in key order. A root is the hash of the ids of a prefix. */
final class Ledger {

    private final List<WireEntry> entries = new ArrayList<>();
    private final Map<Hash, Integer> ordinals = new HashMap<>();
    private List<Hash> frozen = List.of();
    private View view = new View();

    /** An entry whose id depends on nothing but the argument; numbers ascend in key order. */
    static WireEntry entry(int number) {
        byte[] header = ByteBuffer.allocate(12)
                .putLong(1_767_225_600_000L + number)
                .putInt(number)
                .array();
        return WireEntry.of(Bytes.wrap(header), Bytes.wrap(new byte[64]), Bytes.wrap(new byte[10]));
    }

    static List<WireEntry> entries(int from, int to) {
        return IntStream.range(from, to).mapToObj(Ledger::entry).toList();
    }

    static List<Hash> ids(int from, int to) {
        return entries(from, to).stream().map(WireEntry::id).toList();
    }

    static Hash root(List<Hash> ids) {
        ByteBuffer all = ByteBuffer.allocate(ids.size() * Hash.SIZE);
        ids.forEach(id -> all.put(id.view()));
        return Sha256.of(all.array());
    }

    void add(WireEntry entry) {
        if (ordinals.putIfAbsent(entry.id(), entries.size()) == null) {
            entries.add(entry);
            view = new View();
        }
    }

    /** Puts entries that are all held to the front. */
    void freeze(List<Hash> prefix) {
        frozen = List.copyOf(prefix);
        view = new View();
    }

    List<Hash> frozen() {
        return frozen;
    }

    boolean holds(Hash id) {
        return ordinals.containsKey(id);
    }

    WireEntry get(Hash id) {
        Integer ordinal = ordinals.get(id);
        return ordinal == null ? null : entries.get(ordinal);
    }

    EntrySource current() {
        return view;
    }

    private List<Hash> order() {
        Set<Hash> order = new LinkedHashSet<>(frozen);
        entries.stream()
                .sorted(Comparator.comparingLong(Ledger::timestampOf).thenComparing(WireEntry::id))
                .forEach(entry -> order.add(entry.id()));
        return new ArrayList<>(order);
    }

    private static long timestampOf(WireEntry entry) {
        return ByteBuffer.wrap(entry.header().view()).getLong();
    }

    /** All of it under another identity, as a log has after each change. */
    private final class View implements EntrySource {

        private final Map<Integer, Hash> roots = new HashMap<>();

        @Override
        public int entryCount() {
            return entries.size();
        }

        @Override
        public long timestampOf(int ordinal) {
            return Ledger.timestampOf(entries.get(ordinal));
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
        public Hash rootAt(int size) {
            return roots.computeIfAbsent(size, any -> root(order().subList(0, size)));
        }

        @Override
        public int frozenSize() {
            return frozen.size();
        }

        @Override
        public Hash frozenIdAt(int position) {
            return frozen.get(Objects.checkIndex(position, frozen.size()));
        }
    }
}
