package network.ian.benchmarks.gossip;

import java.nio.LongBuffer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** From the publisher's call to each receiver's callback, by the clock of the machine that they share. */
final class Delays {

    /** Stands for what did not arrive. */
    static final long NEVER = 0;

    private final long[] ascendingNanos;

    private Delays(long[] ascendingNanos) {
        this.ascendingNanos = ascendingNanos;
    }

    /**
     * Of everything that arrived.
     *
     * @param published one time for each message
     * @param arrived of each receiver one time for each message, or {@link #NEVER}
     */
    static Delays between(LongBuffer published, List<LongBuffer> arrived) {
        return new Delays(arrived.stream()
                .flatMapToLong(times -> delays(published, times))
                .sorted()
                .toArray());
    }

    /** Deliveries. */
    int count() {
        return ascendingNanos.length;
    }

    /** The least delay that so many of a hundred deliveries do not exceed (nearest rank). */
    double percentileMillis(double percent) {
        int rank = (int) Math.ceil(percent / 100 * ascendingNanos.length);
        return ascendingNanos[Math.max(1, rank) - 1] / 1e6;
    }

    private static LongStream delays(LongBuffer published, LongBuffer arrived) {
        return IntStream.range(0, published.limit())
                .filter(index -> arrived.get(index) != NEVER)
                .mapToLong(index -> arrived.get(index) - published.get(index));
    }
}
