package network.ian.p2p.port;

import java.util.List;
import java.util.function.Consumer;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.PrefixWanted;

/**
 * Where what peers supply of anchored prefixes is checked. Called on the protocol's thread, calls back on it, never before the
 * call returns.
 */
public interface AnchoredPrefixes {

    /** What became of a list of ids. */
    enum Taken {
        /** It leads to the root, or nobody needs it any more. */
        GOOD,
        /** It does not lead to the root that it was asked for by. */
        FALSE,
        /** It could not be looked at now. */
        UNDECIDED
    }

    /** Checks ids against the root; {@code ids} are all that {@code wanted} asked for. */
    void offer(Hash topic, PrefixWanted wanted, List<Hash> ids, Consumer<Taken> taken);

    /** Says that an entry that an anchor holds was refused by the goal's rules. */
    void refused(Hash topic, Hash contributionId);

    /** Of a node that freezes nothing, and so never asks. */
    AnchoredPrefixes NONE = new AnchoredPrefixes() {
        @Override
        public void offer(Hash topic, PrefixWanted wanted, List<Hash> ids, Consumer<Taken> taken) {
            throw new IllegalStateException("nothing was asked for");
        }

        @Override
        public void refused(Hash topic, Hash contributionId) {}
    };
}
