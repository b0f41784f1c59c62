package network.ian.core.evaluation.trading;

import java.util.EnumMap;
import java.util.Map;

/**
 * What policies may look at, computed once. Every value for day {@code t} is computed from days up to {@code t} alone;
 * running sums start at day 0, so a later day cannot move a bit of an earlier one.
 */
public final class Market {

    /** Trading days of a year, for annualising. */
    public static final double YEAR = 252.0;

    /** Longest look-back, in days: no window starts before this day, so every policy has its past. */
    public static final int MAX_LOOK_BACK = 300;

    private static final double LEAST_SIGMA = 1e-6;

    private final PriceSeries prices;
    private final double[] returns;
    private final double[] priceSums;
    private final double[] returnSums;
    private final double[] squareSums;
    private final Map<Feature, double[]> features = new EnumMap<>(Feature.class);

    private Market(PriceSeries prices) {
        int days = prices.days();
        this.prices = prices;
        this.returns = new double[days];
        this.priceSums = new double[days + 1];
        this.returnSums = new double[days + 1];
        this.squareSums = new double[days + 1];
    }

    /** Computes everything once. */
    public static Market of(PriceSeries prices) {
        Market market = new Market(prices);
        market.sum();
        for (Feature feature : Feature.values()) {
            market.features.put(feature, market.compute(feature));
        }
        return market;
    }

    public int days() {
        return prices.days();
    }

    public PriceSeries prices() {
        return prices;
    }

    /** Close over the close before, minus 1, by day; 0 on day 0. Callers must not write to it. */
    double[] returns() {
        return returns;
    }

    /** Values by day; 0 where the look-back reaches before day 0. Callers must not write to it. */
    public double[] feature(Feature feature) {
        return features.get(feature);
    }

    /** Mean of the {@code length} closes that end with {@code day}; needs {@code day >= length - 1}. */
    double meanClose(int day, int length) {
        return (priceSums[day + 1] - priceSums[day + 1 - length]) / length;
    }

    /** Standard deviation of the {@code length} returns that end with {@code day}, at least 1e-6; needs {@code day >= length}. */
    double sigma(int day, int length) {
        double mean = (returnSums[day + 1] - returnSums[day + 1 - length]) / length;
        double square = (squareSums[day + 1] - squareSums[day + 1 - length]) / length;
        double variance = square - mean * mean;
        return variance > LEAST_SIGMA * LEAST_SIGMA ? StrictMath.sqrt(variance) : LEAST_SIGMA;
    }

    private void sum() {
        double[] closes = prices.closes();
        for (int day = 0; day < closes.length; day++) {
            double r = day == 0 ? 0.0 : closes[day] / closes[day - 1] - 1.0;
            returns[day] = r;
            priceSums[day + 1] = priceSums[day] + closes[day];
            returnSums[day + 1] = returnSums[day] + r;
            squareSums[day + 1] = squareSums[day] + r * r;
        }
    }

    private double[] compute(Feature feature) {
        double[] values = new double[days()];
        for (int day = feature.lookBack(); day < values.length; day++) {
            values[day] = feature.at(this, day);
        }
        return values;
    }
}
