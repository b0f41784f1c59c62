package network.ian.simulation.network;

import network.ian.simulation.event.Streams;

/**
 * One-way latencies: 5 to 30 ms inside a region, 40 to 150 ms between regions. A pair of machines has the same latency
 * whenever it connects.
 *
 * @param seed of the run
 */
public record Latency(long seed) {

    /** Regions that machines are spread over. */
    public static final int REGIONS = 5;

    private static final long MILLI = 1_000_000;
    private static final long WITHIN_FROM = 5 * MILLI;
    private static final long WITHIN_SPREAD = 25 * MILLI;
    private static final long BETWEEN_FROM = 40 * MILLI;
    private static final long BETWEEN_REGIONS_SPREAD = 90 * MILLI;
    private static final long BETWEEN_SPREAD = 20 * MILLI;

    /** Nanoseconds between two machines. */
    long between(Host one, Host other) {
        long ofPair = Streams.ofPair(seed, one.index(), other.index());
        int here = one.place().region();
        int there = other.place().region();
        if (here == there) {
            return WITHIN_FROM + part(ofPair, WITHIN_SPREAD);
        }
        long ofRegions = Streams.ofPair(~seed, here, there);
        return BETWEEN_FROM + part(ofRegions, BETWEEN_REGIONS_SPREAD) + part(ofPair, BETWEEN_SPREAD);
    }

    private static long part(long scrambled, long of) {
        return Long.remainderUnsigned(scrambled, of + 1);
    }
}
