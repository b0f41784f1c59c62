package network.ian.simulation.network;

import java.util.SplittableRandom;

/**
 * What happens to a message between two machines: jitter, and lost segments, which TCP shows as a delay.
 *
 * @param random the network's stream
 * @param segmentLoss chance that a segment of 1,460 bytes is lost, 0 to 1
 */
public record Weather(SplittableRandom random, double segmentLoss) {

    private static final int SEGMENT = 1_460;
    private static final long LEAST_TIMEOUT_NANOS = 200_000_000;
    private static final int MOST_LOSSES_IN_A_ROW = 5;

    /** Nanoseconds from the last byte out to the last byte in. */
    long travel(long latencyNanos, int bytes) {
        long nanos = latencyNanos + random.nextLong(latencyNanos / 10 + 1);
        return segmentLoss == 0 ? nanos : nanos + retransmission(latencyNanos, bytes);
    }

    // A lost segment comes again after a retransmission time-out, which doubles each time (RFC 6298 section 5.5).
    private long retransmission(long latencyNanos, int bytes) {
        long timeout = Math.max(LEAST_TIMEOUT_NANOS, 4 * latencyNanos);
        long delay = 0;
        int segments = 1 + bytes / SEGMENT;
        for (int segment = 0; segment < segments; segment++) {
            long own = 0;
            for (int tries = 0; tries < MOST_LOSSES_IN_A_ROW && random.nextDouble() < segmentLoss; tries++) {
                own += timeout << tries;
            }
            delay = Math.max(delay, own);
        }
        return delay;
    }
}
