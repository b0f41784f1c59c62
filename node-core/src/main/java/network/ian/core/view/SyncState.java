package network.ian.core.view;

/**
 * How a goal's log stands against those of the peers.
 *
 * @param lag entries that the best peers advertise and this node lacks, 0 or more
 */
public record SyncState(Consensus consensus, long lag) {

    /** Without peers there is nobody to agree with. */
    public static final SyncState ALONE = new SyncState(Consensus.ISOLATED, 0);

    /** How a goal agrees with its peers. */
    public enum Consensus {
        /** No peer is connected. */
        ISOLATED(0),
        /** Entries that peers have are being fetched. */
        SYNCING(1),
        /** The peers have the same log. */
        SYNCHRONIZED(2),
        /** Equal sets give unequal roots: somebody errs. */
        DIVERGED(3);

        private final int gauge;

        Consensus(int gauge) {
            this.gauge = gauge;
        }

        /** The value of the metric {@code ian_consensus_state}. */
        public int gauge() {
            return gauge;
        }
    }
}
