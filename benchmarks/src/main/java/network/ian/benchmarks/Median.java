package network.ian.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Figures of several rounds. */
public final class Median {

    private final List<Double> values = new ArrayList<>();

    public void add(double value) {
        values.add(value);
    }

    public double value() {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The median with the range, e.g. {@code 12.3 (11.9 to 13.0)}. */
    public String words(String format) {
        String pattern = "%s (%s to %s)".replace("%s", format);
        return String.format(Locale.ROOT, pattern, value(), Collections.min(values), Collections.max(values));
    }
}
