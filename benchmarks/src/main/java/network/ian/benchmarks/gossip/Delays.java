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
    private final long nanos;

    private Delays(long[] ascendingNanos, long nanos) {
        this.ascendingNanos = ascendingNanos;
        this.nanos = nanos;
    }

    /**
     * Of everything that arrived.
     *
     * @param published one time for each message
     * @param arrived of each receiver one time for each message, or {@link #NEVER}
     */
    static Delays between(LongBuffer published, List<LongBuffer> arrived) {
        long first = times(published).min().orElse(0);
        long last = arrived.stream().flatMapToLong(Delays::times).max().orElse(first);
        return new Delays(
                arrived.stream()
                        .flatMapToLong(times -> delays(published, times))
                        .sorted()
                        .toArray(),
                last - first);
    }

    /** Deliveries. */
    int count() {
        return ascendingNanos.length;
    }

    /** From the first publication to the last delivery. */
    long nanos() {
        return nanos;
    }

    /** The least delay that so many of a hundred deliveries do not exceed (nearest rank). */
    double percentileMillis(double percent) {
        int rank = (int) Math.ceil(percent / 100 * ascendingNanos.length);
        return ascendingNanos[Math.max(1, rank) - 1] / 1e6;
    }

    private static LongStream times(LongBuffer times) {
        return IntStream.range(0, times.limit()).mapToLong(times::get).filter(time -> time != NEVER);
    }

    private static LongStream delays(LongBuffer published, LongBuffer arrived) {
        return IntStream.range(0, published.limit())
                .filter(index -> arrived.get(index) != NEVER)
                .mapToLong(index -> arrived.get(index) - published.get(index));
    }
}
