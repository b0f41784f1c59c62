package network.ian.deployment.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import network.ian.deployment.Repository;

/**
 * The tables of {@code docs/METRICS.md}. All columns but the last come from a node's own words; the last one, what is
 * normal, is written by hand and kept.
 */
final class MetricsDocument {

    private static final String FILE = "docs/METRICS.md";
    private static final String BEGIN = "<!-- metrics: written from a node's /metrics -->\n";
    private static final String END = "<!-- end of metrics -->\n";
    private static final String UNWRITTEN = "?";
    private static final Set<String> LISTED = Set.of("reason", "scope", "level", "direction", "needed", "certificate");

    private final String before;
    private final String after;
    private final String table;

    private MetricsDocument(String before, String table, String after) {
        this.before = before;
        this.table = table;
        this.after = after;
    }

    static MetricsDocument read() {
        String text = Repository.read(FILE);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        return new MetricsDocument(text.substring(0, begin), text.substring(begin, end), text.substring(end));
    }

    /** The document as it should be. */
    String with(Exposition exposition) {
        Map<String, String> normal = normal();
        List<Exposition.Metric> own = new ArrayList<>(exposition.metrics());
        own.removeIf(metric -> !metric.name().startsWith("ian_"));
        List<Exposition.Metric> javas = new ArrayList<>(exposition.metrics());
        javas.removeAll(own);
        return before + rows("Of the node", own, normal) + rows("Of the process and of Java", javas, normal) + after;
    }

    String text() {
        return before + table + after;
    }

    static void write(String text) {
        try {
            Files.writeString(Repository.path(FILE), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Metrics of which nobody has written what is normal. */
    List<String> unwritten() {
        return normal().entrySet().stream()
                .filter(entry -> entry.getValue().equals(UNWRITTEN))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<String, String> normal() {
        Map<String, String> normal = new TreeMap<>();
        table.lines().filter(line -> line.startsWith("| `")).forEach(line -> {
            String[] cells = line.split(" \\| ");
            normal.put(
                    cells[0].replaceAll("[|` ]", ""),
                    cells[cells.length - 1].replaceAll(" \\|$", "").strip());
        });
        return normal;
    }

    private static String rows(String title, List<Exposition.Metric> metrics, Map<String, String> normal) {
        String rows = metrics.stream()
                .map(metric -> row(metric, normal.getOrDefault(metric.name(), UNWRITTEN)))
                .collect(Collectors.joining());
        return "\n## " + title + "\n\n| name | type | labels | unit | meaning | normal |\n"
                + "| --- | --- | --- | --- | --- | --- |\n" + rows + "\n";
    }

    private static String row(Exposition.Metric metric, String normal) {
        return "| `" + metric.name() + "` | " + metric.type() + " | " + labels(metric) + " | " + unit(metric) + " | "
                + metric.help().replace("|", "\\|") + " | " + normal + " |\n";
    }

    private static String labels(Exposition.Metric metric) {
        return metric.labels().entrySet().stream()
                .map(label -> "`" + label.getKey() + "`" + values(metric, label))
                .collect(Collectors.joining("; "));
    }

    /** Java's own differ from one Java to the next. */
    private static String values(Exposition.Metric metric, Map.Entry<String, Set<String>> label) {
        return metric.name().startsWith("ian_") && LISTED.contains(label.getKey())
                ? ": " + String.join(", ", label.getValue())
                : "";
    }

    private static String unit(Exposition.Metric metric) {
        String name = metric.name().replaceAll("_total$", "");
        if (metric.help().startsWith("1 ")) {
            return "0 or 1";
        }
        if (name.endsWith("_timestamp_seconds") || name.equals("process_start_time_seconds")) {
            return "s since the epoch";
        }
        if (name.contains("_seconds")) {
            return "s";
        }
        if (name.contains("_bytes")) {
            return "bytes";
        }
        if (name.endsWith("_state")) {
            return "code";
        }
        return name.endsWith("_info") ? "1" : "count";
    }
}
