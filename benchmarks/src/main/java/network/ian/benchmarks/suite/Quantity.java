package network.ian.benchmarks.suite;

import java.util.Locale;

/** Numbers as people read them: about three significant digits, thousands apart. */
final class Quantity {

    private static final double[] LEAST = {100, 10, 1};
    private static final String[] FORMAT = {"%,.0f", "%,.1f", "%,.2f"};

    private Quantity() {}

    static String of(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        for (int i = 0; i < LEAST.length; i++) {
            if (Math.abs(value) >= LEAST[i]) {
                return String.format(Locale.ROOT, FORMAT[i], value);
            }
        }
        return String.format(Locale.ROOT, value == 0 ? "%.0f" : "%.3g", value);
    }

    /** Two decimals, rounded down: what is just below a target shall not look like it. */
    static String ratio(double value) {
        return value >= 10 ? of(value) : String.format(Locale.ROOT, "%.2f", Math.floor(value * 100 + 1e-9) / 100);
    }
}
