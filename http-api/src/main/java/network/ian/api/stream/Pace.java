package network.ian.api.stream;

import java.util.concurrent.TimeUnit;

/**
 * How often and how much each client is sent, so that all of them together cost the node a bounded part of its time: at calm
 * rates everything within a fifth of a second; when there is more to send than that, little and every two seconds, because a
 * write costs more than the octets in it. The hub's thread owns it.
 */
final class Pace {

    /** Most octets a second for all clients together at calm rates. */
    static final long CALM_BYTES = 32L << 20;

    /** The same while more than that would have to be sent. */
    static final long BUSY_BYTES = 4L << 20;

    private static final long MIN_INTERVAL = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long MAX_CALM_INTERVAL = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long PER_CLIENT = TimeUnit.MICROSECONDS.toNanos(200);
    private static final long BUSY_INTERVAL = TimeUnit.SECONDS.toNanos(2);
    private static final int MIN_ALLOWANCE = 1 << 10;
    private static final int MAX_ALLOWANCE = 32 << 10;
    private static final int CALM_AFTER = 3;

    private int clients;
    private int calmSeconds = CALM_AFTER;

    /**
     * Called once a second.
     *
     * @param clients that are subscribed
     * @param demandBytes octets that these would have to be sent of what happened in the last second
     */
    void second(int clients, long demandBytes) {
        this.clients = clients;
        if (demandBytes > CALM_BYTES) {
            calmSeconds = 0;
        } else if (demandBytes <= CALM_BYTES / 2) {
            calmSeconds = Math.min(CALM_AFTER, calmSeconds + 1);
        }
    }

    boolean isBusy() {
        return calmSeconds < CALM_AFTER;
    }

    /** Nanoseconds from one write to a client to the next. */
    long interval() {
        return isBusy() ? BUSY_INTERVAL : Math.max(MIN_INTERVAL, Math.min(MAX_CALM_INTERVAL, clients * PER_CLIENT));
    }

    /** Most octets of one write to a client. */
    int allowance() {
        long perSecond = isBusy() ? BUSY_BYTES : CALM_BYTES;
        double perWrite = perSecond * (interval() / 1e9) / Math.max(1, clients);
        return (int) Math.max(MIN_ALLOWANCE, Math.min(MAX_ALLOWANCE, perWrite));
    }
}
