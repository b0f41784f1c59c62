package network.ian.p2p.intake;

/** What becomes of an entry that a peer supplied. */
public enum Offer {
    /** It is being judged; the listeners will be told. */
    TAKEN,
    /** Admitted already. */
    KNOWN,
    /** Being judged already. */
    IN_PROGRESS,
    /** Judged before and refused for good: the same header cannot become good. */
    REFUSED_BEFORE,
    /** No room to judge it now; nobody's fault. */
    NO_ROOM
}
