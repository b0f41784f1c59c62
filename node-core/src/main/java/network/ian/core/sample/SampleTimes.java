package network.ian.core.sample;

/**
 * The time stamps of a sample: they rise to just before {@code atMs}, over at most 10 s, so that a sample made for now
 * can be posted at once, and in its order.
 *
 * @param atMs milliseconds since the epoch, 0 or more
 * @param count requests, 1 or more
 */
public record SampleTimes(long atMs, long count) {

    private static final long LONGEST_SPAN_MS = 10_000;

    /** Of request {@code index}, from 0; never after {@code atMs}. */
    public long timestampMs(long index) {
        long perMillisecond = Math.max(1, ceilingOf(count, LONGEST_SPAN_MS));
        long first = atMs - ceilingOf(count, perMillisecond);
        return Math.max(0, first + index / perMillisecond);
    }

    private static long ceilingOf(long dividend, long divisor) {
        return (dividend - 1) / divisor + 1;
    }
}
