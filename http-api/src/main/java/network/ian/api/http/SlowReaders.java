package network.ian.api.http;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import network.ian.core.runtime.MonotonicClock;

/**
 * The answers that wait for their readers. Who takes less than 16 KiB a second on average, after 10 s to begin, is cut off; when more than
 * 64 MiB wait, whoever has waited longest is. Thread-safe.
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

        /** Body bytes. */
        int length();

        /** When its request came. */
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
        boolean isTooMuch = bytes.addAndGet(answer.length()) > MOST_WAITING_BYTES;
        if (!answer.isUnderWay()) {
            // Its end may have been told before it was in the table.
            remove(answer);
        } else if (isTooMuch) {
            // Not the newest: it may be an honest client, and what is cut makes room for it.
            waiting.stream()
                    .min(Comparator.comparingLong(Waiting::startedNanos))
                    .ifPresent(this::giveUp);
        }
    }

    private void giveUp(Waiting answer) {
        remove(answer);
        answer.cut();
    }

    void remove(Waiting answer) {
        if (waiting.remove(answer)) {
            bytes.addAndGet(-answer.length());
        }
    }

    /** Cuts off who is too slow. */
    void look() {
        long now = ticker.nanos();
        for (Waiting answer : waiting) {
            if (now - answer.startedNanos() > allowedNanos(answer.length())) {
                giveUp(answer);
            }
        }
    }

    /** Answers that wait. */
    int size() {
        return waiting.size();
    }

    /** Since the request came: what a judged contribution takes is part of it, and its answer is small. */
    private static long allowedNanos(int length) {
        return GRACE_NANOS + length * SECOND_NANOS / MIN_BYTES_PER_SECOND;
    }
}
