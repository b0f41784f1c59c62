package network.ian.core.evaluation.trading;

import java.time.LocalDate;

/**
 * Daily prices, oldest first; day {@code i} is element {@code i} of each array. All are finite and positive, with low <=
 * close <= high. Callers must not write to the arrays.
 */
final class PriceSeries {

    private final LocalDate[] dates;
    private final double[] highs;
    private final double[] lows;
    private final double[] closes;

    /** Takes ownership of four arrays of one length. */
    PriceSeries(LocalDate[] dates, double[] highs, double[] lows, double[] closes) {
        this.dates = dates;
        this.highs = highs;
        this.lows = lows;
        this.closes = closes;
    }

    int days() {
        return closes.length;
    }

    LocalDate[] dates() {
        return dates;
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
