package network.ian.p2p.reconciliation;

import java.util.List;
import network.ian.core.crypto.Hash;
import network.ian.p2p.wire.Fingerprint;

/** What a message says of the keys from the last range's upper bound (or zero) to before its own. */
sealed interface Range {

    int SKIP = 0;
    int FINGERPRINT = 1;
    int ID_LIST = 2;

    Bound upper();

    /** The sender does not ask about this range. */
    record Skip(Bound upper) implements Range {}

    /** The fingerprint of all that the sender holds in the range. */
    record Sum(Bound upper, Fingerprint fingerprint) implements Range {}

    /** All ids that the sender holds in the range. */
    record Ids(Bound upper, List<Hash> ids) implements Range {}
}
