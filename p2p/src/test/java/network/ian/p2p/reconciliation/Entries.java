package network.ian.p2p.reconciliation;

import java.util.random.RandomGenerator;
import network.ian.core.column.HashColumn;
import network.ian.core.column.LongColumn;
import network.ian.core.crypto.Hash;

/** Keys in columns, as the log keeps them. */
final class Entries implements Keys {

    private final LongColumn timestamps = new LongColumn();
    private final HashColumn ids = new HashColumn();

    /** Appends an entry and returns its ordinal. */
    int add(long timestamp, Hash id) {
        timestamps.append(timestamp);
        ids.append(id);
        return ids.size() - 1;
    }

    int size() {
        return ids.size();
    }

    @Override
    public long timestampOf(int ordinal) {
        return timestamps.get(ordinal);
    }

    @Override
    public Hash idOf(int ordinal) {
        return ids.get(ordinal);
    }

    /** A set of all entries. */
    KeySumTree tree() {
        KeySumTree tree = new KeySumTree(this);
        tree.insertAll(0, size());
        return tree;
    }

    static Hash id(RandomGenerator random) {
        byte[] octets = new byte[Hash.SIZE];
        random.nextBytes(octets);
        return Hash.wrap(octets);
    }
}
