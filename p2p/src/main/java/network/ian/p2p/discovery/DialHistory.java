package network.ian.p2p.discovery;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import network.ian.core.runtime.MonotonicClock;

/**
 * When an address may be dialled again. Failing to reach somebody is nobody's fault: it only costs the address time. Holds
 * the last 8,192 addresses that had trouble. Owned by the protocol's thread.
 */
final class DialHistory {

    static final long LONGEST_NANOS = Duration.ofMinutes(10).toNanos();

    private static final int CAPACITY = 8192;
    private static final long FIRST_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long CROWDED_FIRST_NANOS = Duration.ofSeconds(4).toNanos();

    private final MonotonicClock ticker;
    private final RandomGenerator random;
    private final Map<Endpoint, Trouble> troubles = new LinkedHashMap<>();

    private record Trouble(int failures, int crowded, long untilNanos) {}

    private static final Trouble NONE = new Trouble(0, 0, 0);

    DialHistory(MonotonicClock ticker, RandomGenerator random) {
        this.ticker = ticker;
        this.random = random;
    }

    boolean due(Endpoint endpoint) {
        Trouble trouble = troubles.get(endpoint);
        return trouble == null || ticker.nanos() - trouble.untilNanos() >= 0;
    }

    /** Failures in a row. */
    int failures(Endpoint endpoint) {
        return troubles.getOrDefault(endpoint, NONE).failures();
    }

    int size() {
        return troubles.size();
    }

    /** It could not be reached: 1 s, doubled each time up to {@code longestNanos}, times 0.5 to 1.5. */
    void failed(Endpoint endpoint, long longestNanos) {
        Trouble before = troubles.getOrDefault(endpoint, NONE);
        put(
                endpoint,
                before.failures() + 1,
                before.crowded(),
                jittered(doubled(FIRST_NANOS, before.failures(), longestNanos)));
    }

    /** It is there but has no slot: 4 s, doubled each time up to {@code longestNanos}, times 0.5 to 1.5. */
    void crowded(Endpoint endpoint, long longestNanos) {
        Trouble before = troubles.getOrDefault(endpoint, NONE);
        put(endpoint, 0, before.crowded() + 1, jittered(doubled(CROWDED_FIRST_NANOS, before.crowded(), longestNanos)));
    }

    /** It has a reason that will last. */
    void pause(Endpoint endpoint, Duration length) {
        Trouble before = troubles.getOrDefault(endpoint, NONE);
        put(endpoint, before.failures(), before.crowded(), jittered(length.toNanos()));
    }

    /** It works: what was before is forgotten. */
    void cleared(Endpoint endpoint) {
        troubles.remove(endpoint);
    }

    private void put(Endpoint endpoint, int failures, int crowded, long delayNanos) {
        troubles.remove(endpoint);
        troubles.put(endpoint, new Trouble(failures, crowded, ticker.nanos() + delayNanos));
        if (troubles.size() > CAPACITY) {
            troubles.remove(troubles.keySet().iterator().next());
        }
    }

    private static long doubled(long first, int times, long longest) {
        return Math.min(longest, first << Math.min(times, 20));
    }

    private long jittered(long nanos) {
        return nanos / 2 + random.nextLong(nanos + 1);
    }
}
