package network.ian.tau.commit;

import java.util.List;
import network.ian.core.crypto.Hash;
import network.ian.tau.transaction.AnchorText;

/** What the verified chain says of a committer's transactions. Thread-safe; answers at once from what is known. */
public interface ChainLookup {

    /**
     * A transaction of the goal's committer on the best verified chain.
     *
     * @param transaction its hash on the chain, which is not the one that was sent if somebody malleated it
     * @param anchors all that it carries, for whatever goal, in order; empty if it is none of ours
     * @param settled whether it counts for the goal that was asked about
     */
    record Found(long sequence, Hash transaction, List<AnchorText> anchors, boolean settled) {

        public Found {
            anchors = List.copyOf(anchors);
        }
    }

    /**
     * The committer's transactions on the goal's best chain with a sequence number of {@code sequence} or more, ascending,
     * those without anchors included.
     */
    List<Found> from(Hash topic, long sequence);

    /** Whether a Tau node was read for the goal's chain, so that what it has of earlier anchors is known. */
    boolean isRead(Hash topic);

    /** Has the watcher read the node's chain soon; returns at once. */
    void refresh();
}
