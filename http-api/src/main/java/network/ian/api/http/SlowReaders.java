package network.ian.api.http;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import network.ian.api.access.ClientNetwork;
import network.ian.core.runtime.MonotonicClock;

/**
 * The answers that wait for their readers. Who takes less than 16 KiB a second on average, after 10 s to begin, is cut off. While
 * more than 64 MiB wait, the client that holds the most of them loses the answer that has waited longest, so that nobody can make
 * another one's answer the price of those that he leaves lying. Thread-safe.
 */
final class SlowReaders {

    private static final long MOST_WAITING_BYTES = 64L << 20;
    private static final long MIN_BYTES_PER_SECOND = 16 * 1024;
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long GRACE_NANOS = 10 * SECOND_NANOS;

    private final MonotonicClock ticker;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicLong bytes = new AtomicLong();

    /** An answer that its client has not taken yet. */
    interface Waiting {

        /** Who is to read it. */
        ClientNetwork client();

        /** Body bytes. */
        int length();

        /** Those of them that are in memory for this answer only. */
        int heldBytes();

        /** When its body was there to be sent. */
        long startedNanos();

        /** Whether it is neither taken nor given up. */
        boolean isUnderWay();

        /** Gives the client up. */
        void cut();
    }

    SlowReaders(MonotonicClock ticker) {
        this.ticker = ticker;
    }

    long now() {
        return ticker.nanos();
    }

    void add(Waiting answer) {
        if (!waiting.add(answer)) {
            return;
        }
        bytes.addAndGet(answer.heldBytes());
        if (!answer.isUnderWay()) {
            // Its end may have been told before it was in the table.
            remove(answer);
        }
        for (Optional<Waiting> next = takeOneTooMany(); next.isPresent(); next = takeOneTooMany()) {
            cut(next.get());
        }
    }

    /** One at a time, or two threads would make the same room twice. */
    private synchronized Optional<Waiting> takeOneTooMany() {
        while (bytes.get() > MOST_WAITING_BYTES) {
            Optional<Waiting> chosen = oldestOfWhoHoldsMost();
            if (chosen.isEmpty() || remove(chosen.get())) {
                return chosen;
            }
        }
        return Optional.empty();
    }

    private Optional<Waiting> oldestOfWhoHoldsMost() {
        Map<ClientNetwork, Long> held = new HashMap<>();
        for (Waiting answer : waiting) {
            held.merge(answer.client(), (long) answer.heldBytes(), Long::sum);
        }
        // One that came since the count is left for the next.
        return waiting.stream()
                .filter(answer -> answer.heldBytes() > 0)
                .min(Comparator.comparingLong((Waiting answer) -> -held.getOrDefault(answer.client(), 0L))
                        .thenComparingLong(Waiting::startedNanos));
    }

    /** Whatever happens to one must not keep the others. */
    private static void cut(Waiting answer) {
        SlowLooks.attempt("Cutting off a slow reader", answer::cut);
    }

    /**
     * Takes an answer out.
     *
     * @return whether it was there; else it is over, and its connection may be at the next one
     */
    boolean remove(Waiting answer) {
        boolean wasThere = waiting.remove(answer);
        if (wasThere) {
            bytes.addAndGet(-answer.heldBytes());
        }
        return wasThere;
    }

    /** Cuts off who is too slow. */
    void look() {
        long now = ticker.nanos();
        for (Waiting answer : waiting) {
            if (now - answer.startedNanos() > allowedNanos(answer.length()) && remove(answer)) {
                cut(answer);
            }
        }
    }

    /** Answers that wait. */
    int size() {
        return waiting.size();
    }

    private static long allowedNanos(int length) {
        return GRACE_NANOS + length * SECOND_NANOS / MIN_BYTES_PER_SECOND;
    }
}
