package network.ian.core.finality;

import java.util.List;
import network.ian.core.crypto.Hash;

/** Asks peers for what an anchor needs; implemented by the network. Thread-safe; returns at once. */
public interface PrefixSeeker {

    /**
     * From now on asks peers for the ids of a part of a goal's anchored prefix, and brings them by {@link
     * Finalities#offer}; replaces what was asked for before.
     */
    void seek(Hash topic, PrefixWanted wanted);

    /** Asks for no ids any more. */
    void forget(Hash topic);

    /** Fetches entries that are known to be in an anchored prefix and are not here. */
    void fetch(Hash topic, List<Hash> missing);

    /** A node without a network: an anchor that needs one stays pending. */
    PrefixSeeker NONE = new PrefixSeeker() {
        @Override
        public void seek(Hash topic, PrefixWanted wanted) {}

        @Override
        public void forget(Hash topic) {}

        @Override
        public void fetch(Hash topic, List<Hash> missing) {}
    };
}
