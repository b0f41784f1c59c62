package network.ian.core.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import network.ian.core.crypto.Hash;

/**
 * Packs that this node could not decide, for some seconds each: who sends one again meanwhile is told to wait, and the node does
 * not spend its wall time on it again. Then it is tried anew whoever asks, as what kept the node from deciding may have passed.
 * Bounded: the oldest is forgotten first. Thread-safe.
 */
final class UndecidedPacks {

    /**
     * After a run took the node's whole wall time. With the default of 60 s that leaves a signed contribution, which is stale after
     * {@link network.ian.core.ingest.ClockWindow#MAX_AGE_MS}, another attempt.
     */
    static final int SECONDS_OUT_OF_TIME = 15;

    /** After memory ran short or this program failed: such a run was short as a rule, and a busy moment passes. */
    static final int SECONDS_OTHERWISE = 3;

    /** With a detail of {@link EvaluationResult#DETAIL_LENGTH} a megabyte or two. */
    static final int CAPACITY = 1_024;

    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Map<Hash, Kept> kept = new LinkedHashMap<>();

    private record Kept(String detail, long untilNanos) {}

    /** What to answer about a pack now; empty if it is to be evaluated. */
    synchronized Optional<EvaluationResult> find(Hash packHash, long nowNanos) {
        Kept known = kept.get(packHash);
        if (known == null) {
            return Optional.empty();
        }
        long left = known.untilNanos - nowNanos;
        if (left <= 0) {
            kept.remove(packHash);
            return Optional.empty();
        }
        int seconds = (int) ((left + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND);
        return Optional.of(new EvaluationResult.Undecided(known.detail, seconds));
    }

    synchronized void forget(Hash packHash) {
        kept.remove(packHash);
    }

    /** Remembers why a pack was not decided; returns the answer, which says when to ask again. */
    synchronized EvaluationResult put(Hash packHash, EvaluationResult.Undecided undecided, int seconds, long nowNanos) {
        kept.remove(packHash);
        kept.put(packHash, new Kept(undecided.detail(), nowNanos + TimeUnit.SECONDS.toNanos(seconds)));
        if (kept.size() > CAPACITY) {
            kept.remove(kept.keySet().iterator().next());
        }
        return new EvaluationResult.Undecided(undecided.detail(), seconds);
    }
}
