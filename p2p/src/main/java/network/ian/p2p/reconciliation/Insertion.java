package network.ian.p2p.reconciliation;

import network.ian.core.crypto.Hash;

/** An element on its way into the tree, with its key. */
record Insertion(int ordinal, long timestamp, Hash id) {

    static Insertion of(int ordinal, Keys keys) {
        return new Insertion(ordinal, keys.timestampOf(ordinal), keys.idOf(ordinal));
    }

    /** Whether the key comes before that of {@code other}. */
    boolean precedes(int other, Keys keys) {
        int byTime = Long.compareUnsigned(timestamp, keys.timestampOf(other));
        return byTime != 0 ? byTime < 0 : id.compareTo(keys.idOf(other)) < 0;
    }
}
