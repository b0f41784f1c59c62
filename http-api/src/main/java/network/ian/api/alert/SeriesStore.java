package network.ian.api.alert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The samples that the rules look at, each metric as far back as a rule reaches. Bounded: {@value #MAX_SERIES} series, and of
 * each what fits between two looks. One thread.
 */
final class SeriesStore {

    /** Ten times what a node with a handful of goals has. */
    static final int MAX_SERIES = 20_000;

    /** How long a series that nobody reports any more still counts as it was, as in Prometheus. */
    private static final long LOOK_BACK_MS = 300_000;

    private final Map<String, Long> reaches;
    private final long intervalMs;
    private final Map<String, Map<Labels, Series>> metrics = new HashMap<>();
    private int count;

    /**
     * @param reaches how far back each metric is looked at, in milliseconds; others are not kept
     * @param intervalMs between two looks
     */
    SeriesStore(Map<String, Long> reaches, long intervalMs) {
        this.reaches = Map.copyOf(reaches);
        this.intervalMs = intervalMs;
    }

    boolean keeps(String metric) {
        return reaches.containsKey(metric);
    }

    /** Adds a sample, not older than any before; beyond the bound of series it is left out. */
    void add(String metric, Labels labels, long atMs, double value) {
        Long reach = reaches.get(metric);
        if (reach == null) {
            return;
        }
        Map<Labels, Series> all = metrics.computeIfAbsent(metric, name -> new LinkedHashMap<>());
        Series series = all.get(labels);
        if (series == null) {
            if (count == MAX_SERIES) {
                return;
            }
            count++;
            // One sample at each end beyond what lies between.
            series = new Series(labels, (int) (reach / intervalMs) + 2);
            all.put(labels, series);
        }
        series.add(atMs, value);
    }

    /** Ends the series that have no sample of {@code atMs}, and forgets those that no rule can reach any more. */
    void endOthers(long atMs) {
        metrics.keySet().forEach(metric -> endOthers(metric, atMs));
    }

    /** The same for the series of one metric. */
    void endOthers(String metric, long atMs) {
        Map<Labels, Series> all = metrics.getOrDefault(metric, Map.of());
        long oldest = atMs - reaches.getOrDefault(metric, 0L) - LOOK_BACK_MS;
        int before = all.size();
        all.values().removeIf(series -> series.time(series.size() - 1) < oldest);
        count -= before - all.size();
        all.values().stream()
                .filter(series -> series.time(series.size() - 1) < atMs)
                .forEach(Series::end);
    }

    /** The series of a metric that a selector means. */
    List<Series> select(String metric, List<LabelMatcher> matchers) {
        List<Series> found = new ArrayList<>();
        for (Series series : metrics.getOrDefault(metric, Map.of()).values()) {
            if (matchers.stream().allMatch(matcher -> matcher.matches(series.labels()))) {
                found.add(series);
            }
        }
        return found;
    }

    /** What a series was at a time; empty if it had ended, or was not there yet. */
    static OptionalDouble at(Series series, long atMs) {
        int i = series.lastUntil(atMs);
        if (i < 0 || atMs - series.time(i) >= LOOK_BACK_MS) {
            return OptionalDouble.empty();
        }
        boolean isOver = series.hasEnded() && i == series.size() - 1 && series.time(i) < atMs;
        return isOver ? OptionalDouble.empty() : OptionalDouble.of(series.value(i));
    }
}
