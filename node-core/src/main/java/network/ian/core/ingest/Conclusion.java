package network.ian.core.ingest;

import java.util.Optional;
import java.util.OptionalDouble;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.core.goal.GoalSpec;
import network.ian.core.verdict.Metrics;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;

/**
 * What an evaluation comes to under a goal's rules.
 *
 * @param metrics where the pack was measured
 * @param score where the pack was measured and its score is finite
 */
public record Conclusion(Verdict verdict, Optional<Metrics> metrics, OptionalDouble score) {

    private static final Verdict ACCEPT = new Verdict.Accept();

    /** A pure function of both. */
    public static Conclusion of(GoalSpec spec, EvaluationResult result) {
        if (result instanceof EvaluationResult.Measured measured) {
            return of(spec, measured.metrics());
        }
        Verdict verdict = result instanceof EvaluationResult.Failed failed
                ? new Verdict.Reject(failed.reason(), failed.detail())
                : undecided((EvaluationResult.Undecided) result);
        return new Conclusion(verdict, Optional.empty(), OptionalDouble.empty());
    }

    private static Verdict undecided(EvaluationResult.Undecided result) {
        return new Verdict.Undecided(Reason.OVERLOADED, result.detail(), result.retrySeconds());
    }

    private static Conclusion of(GoalSpec spec, Metrics metrics) {
        double score = spec.ranking().score(metrics);
        if (!Double.isFinite(score)) {
            Verdict verdict = new Verdict.Reject(Reason.EVALUATION_ERROR, "the score is not finite");
            return new Conclusion(verdict, Optional.of(metrics), OptionalDouble.empty());
        }
        Verdict verdict = spec.thresholds()
                .failedBy(metrics)
                .<Verdict>map(detail -> new Verdict.Reject(Reason.BELOW_THRESHOLD, detail))
                .orElse(ACCEPT);
        return new Conclusion(verdict, Optional.of(metrics), OptionalDouble.of(score));
    }
}
