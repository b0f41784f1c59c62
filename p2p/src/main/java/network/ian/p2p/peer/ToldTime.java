package network.ian.p2p.peer;

/**
 * What a peer said its clock shows, and when that was heard. Carried on by the monotonic clock, so that a jump of this
 * node's own clock shows at once.
 *
 * @param toldMs milliseconds since the epoch, within {@link #LAST_MS}
 * @param heardNanos monotonic
 */
public record ToldTime(long toldMs, long heardNanos) {

    /** The last millisecond of the year 9999; nobody's clock shows a later one. */
    public static final long LAST_MS = 253_402_300_799_999L;

    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Of any number that came over the wire. */
    public static ToldTime of(long saidMs, long heardNanos) {
        return new ToldTime(Math.max(0, Math.min(saidMs, LAST_MS)), heardNanos);
    }

    /** By how much a clock that shows {@code ownMs} at {@code nowNanos} is ahead of the peer's; off by the way of one message. */
    public long aheadMs(long ownMs, long nowNanos) {
        return ownMs - (toldMs + (nowNanos - heardNanos) / NANOS_PER_MILLI);
    }
}
