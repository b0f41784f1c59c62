package network.ian.tau.commit;

import java.time.Duration;
import java.util.Optional;
import network.ian.core.runtime.MonotonicClock;

/**
 * Holds the next sequence number by the verified chain against the one that the node names. They differ while one of the two
 * has not caught up, and while somebody else has transactions pending under this key; perhaps this node itself, before its
 * outbox was lost. Nothing is signed until they agree, or until whatever was pending must have expired.
 */
final class SequenceCheck {

    private static final Duration ALERT = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofSeconds(30);

    private final MonotonicClock time;
    private final Duration expiry;
    private long expected = -1;
    private long sinceNanos;

    SequenceCheck(MonotonicClock time, Duration expiry) {
        this.time = time;
        this.expiry = expiry;
    }

    /**
     * Why nothing may be signed now; empty if {@code named} may be used.
     *
     * @param named what the node names as next
     * @param nowExpected what follows from the chain
     */
    Optional<Next> mismatch(long named, long nowExpected) {
        if (named == nowExpected) {
            expected = -1;
            return Optional.empty();
        }
        if (expected != nowExpected) {
            expected = nowExpected;
            sinceNanos = time.nanos();
        }
        long waited = time.nanos() - sinceNanos;
        if (named > nowExpected && waited > 2 * expiry.toNanos()) {
            expected = -1;
            return Optional.empty();
        }
        String both = "the Tau node names sequence number " + named + " as next, the verified chain " + nowExpected;
        return Optional.of(
                named > nowExpected && waited > ALERT.toNanos()
                        ? new Next(CommitState.KEY_USED_ELSEWHERE, both + ": others sign with this key", POLL)
                        : new Next(CommitState.WAITING_FOR_CHAIN, both, POLL));
    }
}
