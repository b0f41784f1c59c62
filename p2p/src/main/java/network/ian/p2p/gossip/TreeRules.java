package network.ian.p2p.gossip;

/**
 * What the broadcast tree is tuned with. The figures of {@link #STANDARD} were chosen by measurement
 * (docs/decisions/2026-11-21-gossip-tree.md).
 *
 * @param largeBytes contributions with more bytes of header and body are announced to all peers, never pushed unasked
 * @param gatherNanos an announcement that would follow the last one by less than this waits for others
 * @param waitMinNanos least wait between an announcement and asking for what it announced
 * @param waitMaxNanos longest such wait, and longest wait for an answer about an entry that is not large
 * @param lagDeviations mean deviations above the usual lag of pushes behind announcements that are waited as well
 * @param originExtra most lazy peers that a contribution is pushed to where it came in, if no duplicates are received
 * @param originUntilShare share of duplicates among received pushes at which nothing extra is pushed any more there
 * @param firstHopExtra most lazy peers that it is pushed to by those who have it from there, if no duplicates are received
 * @param firstHopUntilShare share of duplicates among received pushes at which these push nothing extra any more
 * @param pruneAboveShare share of duplicates among received pushes from which on links are pruned by their record
 * @param pruneShare then an eager link is pruned if more of its recent pushes than this were duplicates
 * @param pruneAfter pushes over a link before its share counts
 * @param swapLeadNanos an announcement that came earlier than the push by at least this beats the pusher
 * @param swapWins times that an announcer must beat the same pusher
 * @param swapShare of that pusher's first deliveries since the first beat, how many it must have lost
 * @param swapEveryNanos least time between two swaps of one node
 */
record TreeRules(
        int largeBytes,
        long gatherNanos,
        long waitMinNanos,
        long waitMaxNanos,
        int lagDeviations,
        int originExtra,
        double originUntilShare,
        int firstHopExtra,
        double firstHopUntilShare,
        double pruneAboveShare,
        double pruneShare,
        int pruneAfter,
        long swapLeadNanos,
        int swapWins,
        double swapShare,
        long swapEveryNanos) {

    static final TreeRules STANDARD = new TreeRules(
            16_384, ms(250), ms(100), ms(2_000), 3, 16, 1, 4, 0.2, 0.25, 0.4, 16, ms(40), 5, 0.6, ms(2_000));

    private static long ms(long milliseconds) {
        return milliseconds * 1_000_000;
    }
}
