package network.ian.deployment.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a node's {@code /metrics} says in Prometheus's text format, version 0.0.4. */
final class Exposition {

    private static final Pattern SERIES = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** One metric: its labels without those that belong to its type, and the values that these have. */
    record Metric(String name, String type, String help, Map<String, Set<String>> labels) {}

    private final Map<String, Metric> metrics = new TreeMap<>();

    private Exposition() {}

    static Exposition parse(String text) {
        Exposition exposition = new Exposition();
        Map<String, String> helps = new TreeMap<>();
        Metric current = null;
        for (String line : text.lines().toList()) {
            String[] words = line.split(" ", 4);
            if (line.startsWith("# HELP ")) {
                helps.put(words[2], words.length > 3 ? words[3] : "");
            } else if (line.startsWith("# TYPE ")) {
                current = new Metric(words[2], words[3], helps.getOrDefault(words[2], ""), new TreeMap<>());
                exposition.metrics.put(current.name(), current);
            } else if (current != null) {
                series(line, current);
            }
        }
        return exposition;
    }

    List<Metric> metrics() {
        return new ArrayList<>(metrics.values());
    }

    /** Whether a series of this name may be asked for; histograms and summaries have several. */
    boolean has(String series) {
        return metrics.containsKey(series) || metrics.containsKey(series.replaceAll("_(bucket|count|sum)$", ""));
    }

    private static void series(String line, Metric metric) {
        Matcher series = SERIES.matcher(line);
        if (!series.matches() || series.group(2) == null) {
            return;
        }
        Matcher label = LABEL.matcher(series.group(2));
        while (label.find()) {
            if (!label.group(1).equals("le") && !label.group(1).equals("quantile")) {
                metric.labels()
                        .computeIfAbsent(label.group(1), name -> new TreeSet<>())
                        .add(label.group(2));
            }
        }
    }
}
