package network.ian.p2p.finality;

/**
 * Sizes of what is kept for the finality of all goals.
 *
 * @param questions for pages and lists, not answered; at most 8 for each peer
 * @param served questions of peers, not answered; at most 16 for each
 * @param listedIds of lists that are not complete; one list for each goal
 * @param missing entries of anchored prefixes that are to be fetched; at most 65,536 for each goal
 */
public record FinalityGauges(int questions, int served, int listedIds, int missing) {}
