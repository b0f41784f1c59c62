package network.ian.core.goal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.Kind;
import network.ian.core.crypto.Hash;
import network.ian.core.verdict.Metrics;

/**
 * The rules of one competition (formats.md, "Goal"). Two nodes compete in the same goal exactly when their topics are
 * equal.
 *
 * @param goalId 1-64 of {@code [A-Za-z0-9_]}, unique per node
 * @param kinds kinds of contribution that the goal takes, not empty
 * @param leaderboardCapacity ranked entries kept, 1 to 10,000
 * @param anchor empty: nothing in this goal ever becomes final
 * @param canonical the spec's canonical JSON
 * @param topic SHA-256 of {@code canonical}
 */
public record GoalSpec(
        String goalId,
        String name,
        String description,
        List<Kind> kinds,
        HarnessSpec harness,
        Limits limits,
        Thresholds thresholds,
        Ranking ranking,
        int leaderboardCapacity,
        Admission admission,
        Optional<AnchorSpec> anchor,
        Bytes canonical,
        Hash topic) {

    /**
     * The evaluation to run.
     *
     * @param parameters the harness's own settings, checked by the harness
     * @param dataSets SHA-256 of each data set by name
     */
    public record HarnessSpec(String id, ObjectNode parameters, Map<String, Hash> dataSets) {}

    /**
     * Counted limits only: a pack that passes one is rejected alike on every node.
     *
     * @param episodes most episodes of one evaluation
     * @param steps most steps of one evaluation, over all episodes
     * @param fuel most instructions of one evaluation, for harnesses that count them; 0 where none does
     * @param memoryPages most WebAssembly pages (64 KiB); 0 where there is no such memory
     * @param maxPackBytes longest encoded pack, in bytes
     */
    public record Limits(int episodes, long steps, long fuel, int memoryPages, int maxPackBytes) {}

    /**
     * What an evaluation must reach.
     *
     * @param minReward lowest annualised excess return
     * @param maxRisk highest risk
     * @param maxComplexity highest complexity
     * @param minSharpeRatio lowest Sharpe ratio, negative infinity where the spec names none
     * @param maxDrawdown deepest drawdown, positive infinity where the spec names none
     */
    public record Thresholds(
            double minReward, double maxRisk, double maxComplexity, double minSharpeRatio, double maxDrawdown) {

        /** The first threshold that {@code metrics} fail, in words, or empty if they pass. */
        public Optional<String> failedBy(Metrics metrics) {
            return below("reward", metrics.reward(), minReward)
                    .or(() -> above("risk", metrics.risk(), maxRisk))
                    .or(() -> above("complexity", metrics.complexity(), maxComplexity))
                    .or(() -> below("sharpe_ratio", metrics.sharpeRatio(), minSharpeRatio))
                    .or(() -> above("max_drawdown", metrics.maxDrawdown(), maxDrawdown));
        }

        private static Optional<String> below(String name, double value, double limit) {
            return value < limit ? Optional.of(name + " " + value + " is below " + limit) : Optional.empty();
        }

        private static Optional<String> above(String name, double value, double limit) {
            return value > limit ? Optional.of(name + " " + value + " is above " + limit) : Optional.empty();
        }
    }
}
