package network.ian.core.ingest;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import network.ian.core.crypto.Hash;
import network.ian.core.verdict.Metrics;
import network.ian.core.verdict.Verdict;

/**
 * The answer to a contribution. An accepted one is durable when its outcome is known.
 *
 * @param contributionId for a duplicate the existing entry's
 * @param metrics where the pack was evaluated
 * @param score where the pack was evaluated
 * @param logIndex position now; empty if not in the log, or if it lands so deep that it waits for the next merge
 */
public record Outcome(
        Verdict verdict,
        Hash contributionId,
        Hash packHash,
        boolean sponsored,
        Optional<Metrics> metrics,
        OptionalDouble score,
        OptionalInt logIndex) {

    public boolean accepted() {
        return verdict instanceof Verdict.Accept;
    }

    /** A verdict reached before any evaluation. */
    public static Outcome unevaluated(Verdict verdict, Hash contributionId, Hash packHash, boolean sponsored) {
        return new Outcome(
                verdict,
                contributionId,
                packHash,
                sponsored,
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalInt.empty());
    }
}
