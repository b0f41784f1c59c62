package network.ian.p2p.score;

/**
 * Two token buckets, messages and bytes, that hold two seconds' worth. Being over the budget is an overload: the message is
 * dropped and nobody is blamed. Only a peer that in one second is over by more than the whole budget of score 100 floods.
 */
final class Budget {

    private static final double SECONDS = 2;
    private static final long WINDOW_NANOS = 1_000_000_000L;

    private final double messageRate;
    private final double byteRate;
    private double messages;
    private double bytes;
    private long filledNanos;
    private long windowNanos;
    private double droppedMessages;
    private double droppedBytes;

    enum Verdict {
        PASSED,
        DROPPED,
        FLOODED
    }

    Budget(double messageRate, double byteRate, long nowNanos) {
        this.messageRate = messageRate;
        this.byteRate = byteRate;
        this.messages = messageRate * SECONDS;
        this.bytes = byteRate * SECONDS;
        this.filledNanos = nowNanos;
        this.windowNanos = nowNanos;
    }

    /**
     * Takes one message.
     *
     * @param share of the budget of score 100, above 0
     */
    Verdict take(int size, double share, long nowNanos) {
        fill(share, nowNanos);
        // The byte bucket may go into debt: else a frame longer than a small bucket would never pass.
        if (messages >= 1 && bytes > 0) {
            messages--;
            bytes -= size;
            return Verdict.PASSED;
        }
        return dropped(size, nowNanos);
    }

    private void fill(double share, long nowNanos) {
        double seconds = (double) (nowNanos - filledNanos) / 1e9;
        filledNanos = nowNanos;
        messages = Math.min(Math.max(1, messageRate * share * SECONDS), messages + messageRate * share * seconds);
        bytes = Math.min(byteRate * share * SECONDS, bytes + byteRate * share * seconds);
    }

    private Verdict dropped(int size, long nowNanos) {
        if (nowNanos - windowNanos >= WINDOW_NANOS) {
            windowNanos = nowNanos;
            droppedMessages = 0;
            droppedBytes = 0;
        }
        droppedMessages++;
        droppedBytes += size;
        return droppedMessages > messageRate || droppedBytes > byteRate ? Verdict.FLOODED : Verdict.DROPPED;
    }
}
