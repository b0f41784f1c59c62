package network.ian.p2p.peer;

/** Smoothed round trip to a peer, as TCP computes it (RFC 6298 section 2). Owned by the protocol's thread. */
public final class RoundTrip {

    private static final long UNMEASURED_NANOS = 200_000_000;

    private long smoothedNanos;
    private long deviationNanos;
    private boolean measured;

    /** Takes one measurement, in nanoseconds, 0 or more. */
    public void sample(long nanos) {
        if (!measured) {
            smoothedNanos = nanos;
            deviationNanos = nanos / 2;
            measured = true;
            return;
        }
        deviationNanos += (Math.abs(smoothedNanos - nanos) - deviationNanos) / 4;
        smoothedNanos += (nanos - smoothedNanos) / 8;
    }

    public boolean measured() {
        return measured;
    }

    /** Nanoseconds; 200 ms before the first measurement. */
    public long smoothedNanos() {
        return measured ? smoothedNanos : UNMEASURED_NANOS;
    }

    /** Mean deviation in nanoseconds; 100 ms before the first measurement. */
    public long deviationNanos() {
        return measured ? deviationNanos : UNMEASURED_NANOS / 2;
    }
}
