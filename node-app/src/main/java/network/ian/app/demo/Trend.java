package network.ian.app.demo;

import java.util.ArrayList;
import java.util.List;

/** How a number grew, as a line of bars. */
final class Trend {

    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final String ASCII = "_.-=+*#@";

    private final int width;
    private final List<Double> values = new ArrayList<>();

    /** @param width most bars, at least 2 */
    Trend(int width) {
        this.width = width;
    }

    /** Adds a value; once there are too many, every second one goes. */
    void add(double value) {
        values.add(value);
        if (values.size() > 2 * width) {
            for (int i = values.size() - 2; i > 0; i -= 2) {
                values.remove(i);
            }
        }
    }

    /** At most {@code width} characters, from the first value to the last. */
    String bars(boolean unicode) {
        String levels = unicode ? BARS : ASCII;
        double least = values.stream().mapToDouble(v -> v).min().orElse(0.0);
        double most = values.stream().mapToDouble(v -> v).max().orElse(0.0);
        StringBuilder bars = new StringBuilder();
        int count = Math.min(width, values.size());
        for (int i = 0; i < count; i++) {
            double value = values.get(count == 1 ? 0 : (int) ((long) i * (values.size() - 1) / (count - 1)));
            double share = most > least ? (value - least) / (most - least) : 0.0;
            bars.append(levels.charAt((int) Math.round(share * (levels.length() - 1))));
        }
        return bars.toString();
    }
}
