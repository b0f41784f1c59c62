package network.ian.p2p.sync;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.p2p.ledger.EntrySource;
import network.ian.p2p.wire.WireEntry;

/** Admitted entries of a test's node. Its roots fold the ids of a prefix of the key order; they can be made wrong. */
final class EntryStore implements EntrySource {

    private record Key(long timestampMs, Hash id) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byTime = Long.compare(timestampMs, other.timestampMs);
            return byTime != 0 ? byTime : id.compareTo(other.id);
        }
    }

    private final List<WireEntry> entries = new ArrayList<>();
    private final Map<Hash, Integer> ordinals = new HashMap<>();
    private final TreeMap<Key, Integer> order = new TreeMap<>();
    private final byte[] all = new byte[Hash.SIZE];
    private int wrongFrom = Integer.MAX_VALUE;
    private int frozen;
    private EntrySource current = new View(this);

    /** The store under another identity: a log that changed without a new entry. */
    private record View(EntryStore store) implements EntrySource {

        @Override
        public int entryCount() {
            return store.entryCount();
        }

        @Override
        public long timestampOf(int ordinal) {
            return store.timestampOf(ordinal);
        }

        @Override
        public Hash idOf(int ordinal) {
            return store.idOf(ordinal);
        }

        @Override
        public OptionalInt ordinalOf(Hash id) {
            return store.ordinalOf(id);
        }

        @Override
        public int logSize() {
            return store.logSize();
        }

        @Override
        public Hash rootAt(int size) {
            return store.rootAt(size);
        }

        @Override
        public int frozenSize() {
            return store.frozenSize();
        }
    }

    /** An entry whose id depends on nothing but the arguments. */
    static WireEntry entry(long timestampMs, int number, int bodyBytes) {
        byte[] header = ByteBuffer.allocate(16)
                .putLong(timestampMs)
                .putInt(number)
                .putInt(bodyBytes)
                .array();
        return WireEntry.of(Bytes.wrap(header), Bytes.wrap(new byte[64]), Bytes.wrap(new byte[bodyBytes]));
    }

    static long timestampOf(WireEntry entry) {
        return ByteBuffer.wrap(entry.header().view()).getLong();
    }

    void add(WireEntry entry) {
        if (ordinals.putIfAbsent(entry.id(), entries.size()) == null) {
            order.put(new Key(timestampOf(entry), entry.id()), entries.size());
            entries.add(entry);
            fold(all, entry.id());
        }
    }

    /** From this position of the log on, the roots are not what they ought to be. */
    void wrongFrom(int position) {
        wrongFrom = position;
        current = new View(this);
    }

    /** So many entries are frozen now. */
    void freeze(int size) {
        frozen = size;
        current = new View(this);
    }

    EntrySource current() {
        return current;
    }

    WireEntry get(Hash id) {
        Integer ordinal = ordinals.get(id);
        return ordinal == null ? null : entries.get(ordinal);
    }

    List<WireEntry> entries() {
        return entries;
    }

    @Override
    public int entryCount() {
        return entries.size();
    }

    @Override
    public long timestampOf(int ordinal) {
        return timestampOf(entries.get(ordinal));
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
        return frozen;
    }

    @Override
    public Hash rootAt(int size) {
        byte[] folded = all.clone();
        if (size < entries.size()) {
            folded = new byte[Hash.SIZE];
            int left = size;
            for (Key key : order.keySet()) {
                if (left-- == 0) {
                    break;
                }
                fold(folded, key.id());
            }
        }
        folded[0] ^= (byte) (size > wrongFrom ? 1 : 0);
        return Sha256.of(folded);
    }

    private static void fold(byte[] into, Hash id) {
        byte[] octets = id.view();
        for (int i = 0; i < into.length; i++) {
            into[i] ^= octets[i];
        }
    }
}
