package network.ian.p2p.intake;

/** How the judgement of an entry ended. */
public enum Result {
    /** In the set, durably. */
    ADMITTED,
    /** Its bytes are provably not what an honest node passes on; another copy under the same id may still be good. */
    FORGED,
    /** Refused by evaluation or thresholds: the header cannot become good, and whoever passed it on is not to blame. */
    REFUSED,
    /** Not taken now: too far ahead of the clock, too old for the door, or no capacity. May be offered again. */
    NOT_NOW
}
