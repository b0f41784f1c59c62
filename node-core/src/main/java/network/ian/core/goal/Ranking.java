package network.ian.core.goal;

import network.ian.core.verdict.Metrics;

/**
 * How a goal orders its entries.
 *
 * @param mode which entries are ranked
 * @param reward weight of the reward
 * @param risk weight of the risk
 * @param complexity weight of the complexity
 * @param sharpeRatio weight of the Sharpe ratio
 * @param maxDrawdown weight of the maximum drawdown
 */
public record Ranking(
        Mode mode, double reward, double risk, double complexity, double sharpeRatio, double maxDrawdown) {

    public enum Mode {
        /** Every entry that fits the capacity, by score. */
        SCALAR,
        /** Of those, the ones that no other dominates in (reward, risk, complexity), by score. */
        PARETO
    }

    /** Weights of formats.md where a spec names none. */
    public static final Ranking DEFAULT = new Ranking(Mode.SCALAR, 1.0, -0.5, -0.01, 0.0, 0.0);

    /**
     * The weighted sum of the metrics, in this fixed order of operations so that every JVM gets the same bits; -0.0
     * becomes 0.0. Not finite only if the spec's weights overflow, which {@link GoalSpecCodec} bounds away.
     */
    public double score(Metrics metrics) {
        double sum = reward * metrics.reward();
        sum += risk * metrics.risk();
        sum += complexity * metrics.complexity();
        sum += sharpeRatio * metrics.sharpeRatio();
        sum += maxDrawdown * metrics.maxDrawdown();
        return sum + 0.0;
    }
}
