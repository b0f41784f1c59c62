package network.ian.api.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import network.ian.core.runtime.MonotonicClock;

/**
 * Makes guessing slow: a {@link ClientNetwork} whose credentials were wrong {@link #FREE} times has to wait before the next
 * is looked at, twice as long after each further failure. A success forgives nothing, or whoever has one good token could
 * guess a better one. Nothing waits in here: a caller is told how long. Bounded; thread-safe.
 */
public final class FailureDelay {

    /** Failures within {@link #WINDOW_SECONDS} that cost nothing. */
    static final int FREE = 10;
    /** Seconds without a failure, after the last delay, that make good for all. */
    static final long WINDOW_SECONDS = 600;
    /** Longest delay in seconds. */
    static final long LONGEST_SECONDS = 300;

    private static final int MAX_CLIENTS = 65_536;
    private static final long NANOS = 1_000_000_000L;

    private final MonotonicClock ticker;
    private final Cache<ClientNetwork, History> records =
            Caffeine.newBuilder().maximumSize(MAX_CLIENTS).build();

    public FailureDelay(MonotonicClock ticker) {
        this.ticker = ticker;
    }

    /** A client's failures, until when it must wait, and when it is forgiven; times of the ticker. */
    private record History(int failures, long blockedUntil, long forgivenAt) {}

    /**
     * How long a client must wait.
     *
     * @param address an IP address as text, never a name
     * @return whole seconds; 0 if its credential may be looked at
     */
    int secondsToWait(String address) {
        History record = records.getIfPresent(ClientNetwork.of(address));
        if (record == null || record.failures() < FREE) {
            return 0;
        }
        long left = record.blockedUntil() - ticker.nanos();
        return left <= 0 ? 0 : (int) ((left + NANOS - 1) / NANOS);
    }

    /** Counts a wrong credential of a client. */
    void failed(String address) {
        long now = ticker.nanos();
        records.asMap().compute(ClientNetwork.of(address), (client, before) -> {
            int failures = before == null || now - before.forgivenAt() >= 0 ? 1 : before.failures() + 1;
            long blockedUntil = now + delaySeconds(failures) * NANOS;
            return new History(failures, blockedUntil, blockedUntil + WINDOW_SECONDS * NANOS);
        });
    }

    private static long delaySeconds(int failures) {
        if (failures < FREE) {
            return 0;
        }
        int doublings = Math.min(failures - FREE, 20);
        return Math.min(LONGEST_SECONDS, 1L << doublings);
    }
}
