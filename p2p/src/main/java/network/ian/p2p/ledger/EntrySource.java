package network.ian.p2p.ledger;

import java.util.OptionalInt;
import network.ian.core.crypto.Hash;

/**
 * One goal's admitted contributions in order of arrival, as of one moment. Ordinals never change their meaning and only
 * grow in number.
 */
public interface EntrySource {

    /** Admitted contributions; ordinals are below this. */
    int entryCount();

    /** Milliseconds since the epoch. */
    long timestampOf(int ordinal);

    Hash idOf(int ordinal);

    /** Whether {@code id} is admitted, also among entries that came after the last {@link GoalSet#refresh}. */
    OptionalInt ordinalOf(Hash id);

    /** Entries placed in the canonical log, at most {@link #entryCount}. */
    int logSize();

    /**
     * Root of the first {@code size} entries of the canonical log.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= size <= logSize()}
     */
    Hash rootAt(int size);

    /** Entries at the front of the canonical log whose order anchors have settled; 0 where nothing ever freezes. */
    default int frozenSize() {
        return 0;
    }

    /**
     * Id of an entry of the frozen prefix.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= position < frozenSize()}
     */
    default Hash frozenIdAt(int position) {
        throw new IndexOutOfBoundsException(position);
    }
}
