package network.ian.api.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** How counters grew in the time up to now: {@code rate} (a second) or {@code increase}. */
record RangeFunction(String name, Selector selector, long rangeMs) implements Expression {

    /** A gap longer than this share of the mean distance of samples is not bridged to the range's end. */
    private static final double EXTRAPOLATION = 1.1;

    private static final double MILLIS_PER_SECOND = 1e3;

    @Override
    public List<Sample> evaluate(Moment moment) {
        List<Sample> samples = new ArrayList<>();
        for (Series series : moment.store().select(selector.metric(), selector.matchers())) {
            increase(series, moment.atMs()).ifPresent(increase -> {
                double value = name.equals("rate") ? increase / (rangeMs / MILLIS_PER_SECOND) : increase;
                samples.add(new Sample(series.labels(), value));
            });
        }
        return samples;
    }

    @Override
    public void reach(Map<String, Long> farthest) {
        farthest.merge(selector.metric(), rangeMs, Math::max);
    }

    /**
     * The increase over the whole range, carried on from the first and last sample to its ends; by at most half a sample's
     * distance where the series begins or ends within it, and never below 0.
     */
    private OptionalDouble increase(Series series, long endMs) {
        long startMs = endMs - rangeMs;
        int last = series.lastUntil(endMs);
        int first = series.lastUntil(startMs) + 1;
        if (last - first < 1) {
            return OptionalDouble.empty();
        }
        double increase = grown(series, first, last);
        double sampled = series.time(last) - series.time(first);
        double distance = sampled / (last - first);
        double toEnd = bridged(endMs - series.time(last), distance);
        double toStart = bridged(series.time(first) - startMs, distance);
        if (increase > 0 && series.value(first) >= 0) {
            toStart = Math.min(toStart, sampled * (series.value(first) / increase));
        }
        return OptionalDouble.of(increase * ((sampled + toStart + toEnd) / sampled));
    }

    /** A counter that falls was reset to 0 in between. */
    private static double grown(Series series, int first, int last) {
        double grown = series.value(last) - series.value(first);
        for (int i = first + 1; i <= last; i++) {
            if (series.value(i) < series.value(i - 1)) {
                grown += series.value(i - 1);
            }
        }
        return grown;
    }

    private static double bridged(long gap, double distance) {
        return gap < distance * EXTRAPOLATION ? (double) gap : distance / 2;
    }
}
