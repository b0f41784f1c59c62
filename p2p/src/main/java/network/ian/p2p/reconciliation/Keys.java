package network.ian.p2p.reconciliation;

import network.ian.core.crypto.Hash;

/** What orders and identifies the elements of a {@link KeySumTree}: (timestamp_ms, id) by ordinal. */
public interface Keys {

    /** Milliseconds since the epoch, 0 or more. */
    long timestampOf(int ordinal);

    Hash idOf(int ordinal);
}
