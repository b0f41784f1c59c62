package network.ian.core.verdict;

import java.nio.ByteBuffer;

/**
 * What an evaluation measured. All doubles are finite and none is -0.0, so equal metrics have equal bits.
 *
 * @param reward the goal's gain; for trading, annualised excess return over buy-and-hold (0.05 is 5% a year)
 * @param risk the goal's risk; for trading, annualised volatility of returns, 0 or more
 * @param complexity size of the policy as its harness counts it, 0 or more
 * @param sharpeRatio annualised mean over annualised volatility of returns
 * @param maxDrawdown deepest loss from a peak, 0 to 1
 * @param episodesRun episodes evaluated
 * @param stepsRun steps evaluated over all episodes
 */
public record Metrics(
        double reward,
        double risk,
        double complexity,
        double sharpeRatio,
        double maxDrawdown,
        int episodesRun,
        long stepsRun) {

    /** Length of {@link #encode}. */
    public static final int ENCODED_SIZE = 5 * Double.BYTES + Integer.BYTES + Long.BYTES;

    public Metrics {
        reward = positiveZero("reward", reward);
        risk = positiveZero("risk", risk);
        complexity = positiveZero("complexity", complexity);
        sharpeRatio = positiveZero("sharpe_ratio", sharpeRatio);
        maxDrawdown = positiveZero("max_drawdown", maxDrawdown);
    }

    /** IEEE-754 bits and counts, big-endian, in the order of the components. */
    public byte[] encode() {
        return ByteBuffer.allocate(ENCODED_SIZE)
                .putDouble(reward)
                .putDouble(risk)
                .putDouble(complexity)
                .putDouble(sharpeRatio)
                .putDouble(maxDrawdown)
                .putInt(episodesRun)
                .putLong(stepsRun)
                .array();
    }

    /** Reads what {@link #encode} wrote, advancing {@code from}. */
    public static Metrics decode(ByteBuffer from) {
        return new Metrics(
                from.getDouble(),
                from.getDouble(),
                from.getDouble(),
                from.getDouble(),
                from.getDouble(),
                from.getInt(),
                from.getLong());
    }

    private static double positiveZero(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " is not finite: " + value);
        }
        return value + 0.0;
    }
}
