package network.ian.core.finality;

/**
 * What a node makes of one settled anchor.
 *
 * @param detail why it is not frozen, in words; empty if it is
 */
public record AnchorStanding(SettledAnchor anchor, State state, String detail) {

    /** What became of the anchor. */
    public enum State {
        /** Its prefix stands at the front of the log. */
        FROZEN,
        /** Entries of it are missing, or which ones it has is not known yet. */
        PENDING,
        /** It contradicts an earlier one. */
        CONTRADICTS,
        /** It holds an entry that this goal's rules refuse, or its leaderboard root is wrong. */
        INADMISSIBLE
    }
}
