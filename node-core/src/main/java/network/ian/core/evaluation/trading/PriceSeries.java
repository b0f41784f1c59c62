package network.ian.core.evaluation.trading;

/**
 * Daily prices, oldest first; day {@code i} is element {@code i} of each array. All are finite and positive, with low <=
 * close <= high. Callers must not write to the arrays.
 */
final class PriceSeries {

    private final double[] highs;
    private final double[] lows;
    private final double[] closes;

    /** Takes ownership of three arrays of one length. */
    PriceSeries(double[] highs, double[] lows, double[] closes) {
        this.highs = highs;
        this.lows = lows;
        this.closes = closes;
    }

    int days() {
        return closes.length;
    }

    double[] highs() {
        return highs;
    }

    double[] lows() {
        return lows;
    }

    double[] closes() {
        return closes;
    }
}
