package network.ian.core.evaluation.trading;

import java.time.LocalDate;

/**
 * Daily prices, oldest first; day {@code i} is element {@code i} of each array. All are finite and positive, with low <=
 * close <= high. Callers must not write to the arrays.
 */
public final class PriceSeries {

    private final LocalDate[] dates;
    private final double[] highs;
    private final double[] lows;
    private final double[] closes;

    /** Takes ownership of four arrays of one length. */
    public PriceSeries(LocalDate[] dates, double[] highs, double[] lows, double[] closes) {
        this.dates = dates;
        this.highs = highs;
        this.lows = lows;
        this.closes = closes;
    }

    public int days() {
        return closes.length;
    }

    public LocalDate[] dates() {
        return dates;
    }

    public double[] highs() {
        return highs;
    }

    public double[] lows() {
        return lows;
    }

    public double[] closes() {
        return closes;
    }
}
