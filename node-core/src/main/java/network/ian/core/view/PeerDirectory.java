package network.ian.core.view;

import java.util.List;

/** What a node knows of its peers, to read. Implementations are thread-safe and answer at once. */
public interface PeerDirectory {

    /** Connected peers, any order. */
    List<PeerSummary> connected();

    /** Peers that are banned now. */
    int banned();

    /** How a goal's log stands against those of the peers. */
    SyncState sync(String goalId);

    /** A node without a network: nobody is there, nothing is missing. */
    PeerDirectory NONE = new PeerDirectory() {
        @Override
        public List<PeerSummary> connected() {
            return List.of();
        }

        @Override
        public int banned() {
            return 0;
        }

        @Override
        public SyncState sync(String goalId) {
            return SyncState.ALONE;
        }
    };
}
