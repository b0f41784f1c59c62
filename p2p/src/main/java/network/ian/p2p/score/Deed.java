package network.ian.p2p.score;

/** What a peer can do well. */
public enum Deed {
    VALID_MESSAGE,
    /** The first to supply a contribution that was admitted. */
    VALID_CONTRIBUTION,
    /** A reconciliation with it came to its end. */
    SUCCESSFUL_SYNC
}
