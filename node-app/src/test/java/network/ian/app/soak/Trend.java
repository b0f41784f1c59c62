package network.ian.app.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether a figure that was looked at again and again stays where it is. The slope is the median of the slopes between all
 * pairs of looks (Theil and Sen), which up to 29 % of them may be wrong without moving it; of the looks, the first quarter is
 * left out, in which everything warms up.
 *
 * @param growth from the first of the looks that count to the last, by the slope
 * @param typical the median
 * @param most the greatest of all
 */
record Trend(double growth, double typical, double most, int looks) {

    private static final int FEWEST = 6;

    /** A look at a figure. */
    record Look(double seconds, double value) {}

    /** @throws IllegalArgumentException if there are too few looks for a trend */
    static Trend of(List<Look> all) {
        List<Look> looks = all.subList(all.size() / 4, all.size());
        if (looks.size() < FEWEST) {
            throw new IllegalArgumentException(looks.size() + " looks are no trend");
        }
        List<Double> slopes = new ArrayList<>();
        for (int one = 0; one < looks.size(); one++) {
            for (int later = one + 1; later < looks.size(); later++) {
                slopes.add((looks.get(later).value - looks.get(one).value)
                        / (looks.get(later).seconds - looks.get(one).seconds));
            }
        }
        double span = looks.get(looks.size() - 1).seconds - looks.get(0).seconds;
        return new Trend(
                median(slopes) * span,
                median(looks.stream().map(Look::value).toList()),
                all.stream().mapToDouble(Look::value).max().orElseThrow(),
                looks.size());
    }

    /**
     * What may be.
     *
     * @param growth over the whole soak
     * @param most at any time
     */
    record Bound(double growth, double most) {

        /** What is wrong with the trend; empty if nothing is. */
        String faultOf(String name, Trend trend) {
            if (trend.growth > growth) {
                return String.format(
                        Locale.ROOT, "%s grew by %.0f, more than %.0f: %s%n", name, trend.growth, growth, trend);
            }
            return trend.most > most
                    ? String.format(Locale.ROOT, "%s reached %.0f, more than %.0f: %s%n", name, trend.most, most, trend)
                    : "";
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }
}
