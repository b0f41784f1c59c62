package network.ian.p2p.reconciliation;

/**
 * How differing ranges are narrowed: free choices of an implementation of Negentropy V1, which no other side need know. See
 * docs/decisions, negentropy-tree, for how the defaults were found.
 *
 * @param frameLimit longest message, in bytes; at least 4,096
 * @param buckets parts that a differing range is split into; at least 2
 * @param spread fingerprints that a message may hold without need, so that few differences are found in few round trips;
 *     at least {@code buckets}
 * @param initiatorLists the initiator lists the ids of a differing range of at most so many elements; at least 1
 * @param responderLists the same for the responder, whose list ends the search; at least 1
 */
record Tuning(int frameLimit, int buckets, int spread, int initiatorLists, int responderLists) {

    static final Tuning DEFAULT = new Tuning(60 << 10, 3, 64, 1, 6);

    private static final int LEAST_FRAME = 4096;

    Tuning {
        boolean fits = spread * RangeWriter.LONGEST_SUM <= frameLimit - ReplyWriter.RESERVE
                && Math.max(initiatorLists, responderLists) * 32 <= LEAST_FRAME / 2;
        if (frameLimit < LEAST_FRAME
                || buckets < 2
                || spread < buckets
                || initiatorLists < 1
                || responderLists < 1
                || !fits) {
            throw new IllegalArgumentException("out of range");
        }
    }

    Tuning withFrameLimit(int limit) {
        return new Tuning(limit, buckets, spread, initiatorLists, responderLists);
    }

    /** Parts for each of {@code differing} ranges that one message answers. */
    int bucketsFor(int differing) {
        return Math.max(buckets, spread / Math.max(1, differing));
    }
}
