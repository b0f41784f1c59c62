package network.ian.core.evaluation.trading;

import network.ian.core.verdict.Metrics;

/**
 * Trades positions against the market's returns and keeps the sums that the metrics are made of. Each episode starts
 * out of the market with wealth 1. One thread.
 */
final class Account {

    /** Below this annualised volatility the Sharpe ratio is 0: a ratio of rounding errors says nothing. */
    private static final double LEAST_RISK = 1e-9;

    private static final double[] UNRECORDED = {};

    private final double[] returns;
    private final double cost;
    private double sum;
    private double squares;
    private double lowest = 1.0;
    private int episodes;
    private long days;

    Account(Market market, double cost) {
        this.returns = market.returns();
        this.cost = cost;
    }

    /**
     * Trades one episode: position {@code i}, clamped to +-1, is taken at the close of day {@code firstDay + i} and earns
     * the return of the day after.
     *
     * @return false, leaving the account unusable, if a position is NaN or infinite
     */
    boolean trade(int firstDay, double[] positions) {
        return trade(firstDay, positions, UNRECORDED);
    }

    /**
     * The same, and records its course.
     *
     * @param course takes {@link #sum} after each day, by position; empty: nothing is recorded
     */
    boolean trade(int firstDay, double[] positions, double[] course) {
        boolean recorded = course.length > 0;
        double total = sum;
        double totalSquares = squares;
        double held = 0.0;
        double wealth = 1.0;
        double peak = 1.0;
        double worst = lowest;
        double floor = worst;
        for (int i = 0; i < positions.length; i++) {
            double wanted = positions[i];
            if (!(StrictMath.abs(wanted) <= Double.MAX_VALUE)) {
                return false;
            }
            double position = StrictMath.max(-1.0, StrictMath.min(1.0, wanted));
            double net = position * returns[firstDay + i + 1] - cost * StrictMath.abs(position - held);
            held = position;
            total += net;
            totalSquares += net * net;
            if (recorded) {
                course[i] = total;
            }
            wealth *= 1.0 + net;
            // Divides only at a new low: a division on every day would dominate the running time.
            if (wealth > peak) {
                peak = wealth;
                floor = peak * worst;
            } else if (wealth < floor) {
                worst = wealth / peak;
                floor = wealth;
            }
        }
        lowest = worst;
        sum = total;
        squares = totalSquares;
        episodes++;
        days += positions.length;
        return true;
    }

    /** Sum of the daily net returns so far. */
    double sum() {
        return sum;
    }

    /**
     * The metrics of all episodes so far, at least one.
     *
     * @param benchmark sum of daily net returns of buy-and-hold over the same episodes
     * @param steps steps to report
     */
    Metrics metrics(double benchmark, double complexity, long steps) {
        double reward = (sum - benchmark) / days * Market.YEAR;
        double mean = sum / days;
        double variance = StrictMath.max(0.0, squares / days - mean * mean);
        double risk = StrictMath.sqrt(variance * Market.YEAR);
        double sharpe = risk > LEAST_RISK ? mean * Market.YEAR / risk : 0.0;
        double drawdown = 1.0 - StrictMath.max(0.0, lowest);
        return new Metrics(reward, risk, complexity, sharpe, drawdown, episodes, steps);
    }
}
