package network.ian.app.top;

import java.util.List;

/** How many there were in each minute, as a row of bars; a dot for none. */
final class Sparkline {

    static final String BARS = "▁▂▃▄▅▆▇█";
    static final String NONE = "·";

    private Sparkline() {}

    /** The last {@code columns} of the values, the highest of them as a full bar. */
    static String of(List<Long> values, int columns) {
        List<Long> shown = values.subList(Math.max(0, values.size() - columns), values.size());
        long most = shown.stream().mapToLong(value -> value).max().orElse(0);
        StringBuilder bars = new StringBuilder();
        for (long value : shown) {
            bars.append(value <= 0 ? NONE : BARS.charAt((int) ((value * BARS.length() - 1) / most)));
        }
        return bars.toString();
    }
}
