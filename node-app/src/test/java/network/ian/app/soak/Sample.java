package network.ian.app.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import network.ian.app.endtoend.NodeProcess;

/**
 * What a node held at one moment, after a full collection. Memory in octets.
 *
 * @param seconds since the soak began
 * @param life of the node's process: how often it was ended before
 * @param entries of all logs
 * @param heap what the collection left, as the JVM noted it then: what came after it does not count
 * @param keptEvents of the stream, kept for those who resume
 * @param direct allocated outside the heap by Java code, as native memory tracking counts it
 * @param handles open file handles, by kind: socket, pipe, other (epoll and the like), data, log, program
 * @param journal octets of all journals
 */
record Sample(
        double seconds,
        String node,
        int life,
        double entries,
        double heap,
        double keptEvents,
        double direct,
        double metaspace,
        double threads,
        Map<String, Integer> handles,
        double journal,
        double resident,
        double cpuSeconds) {

    static final List<String> KINDS = List.of("socket", "pipe", "other", "data", "log", "program");

    private static final Pattern DIRECT = Pattern.compile("Other \\(reserved=(\\d+)");

    static Sample of(NodeProcess node, int life, double seconds) throws IOException {
        DiagnosticCommands.run(node.pid(), "GC.run");
        Figures figures = Figures.of(node.api().get("/metrics").withStatus(200).text());
        return new Sample(
                seconds,
                node.dataDirectory().getFileName().toString(),
                life,
                figures.sum("ian_log_size{"),
                figures.sum("jvm_memory_pool_collection_used_bytes{pool=\"Tenured Gen\"")
                        + figures.sum("jvm_memory_pool_collection_used_bytes{pool=\"G1 Old Gen\""),
                figures.sum("ian_stream_kept_events"),
                direct(node.pid()),
                figures.sum("jvm_memory_pool_bytes_used{pool=\"Metaspace\""),
                figures.sum("jvm_threads_current"),
                handles(node),
                figures.sum("ian_journal_bytes"),
                figures.sum("process_resident_memory_bytes"),
                figures.sum("process_cpu_seconds_total"));
    }

    /** Everything but connections. */
    int handlesButSockets() {
        return handles.values().stream().mapToInt(Integer::intValue).sum() - handles.getOrDefault("socket", 0);
    }

    static String heading() {
        return String.format(
                Locale.ROOT,
                "%7s %-6s %4s %8s %9s %7s %9s %9s %7s %-38s %9s %9s %7s",
                "s",
                "node",
                "life",
                "entries",
                "heap KiB",
                "events",
                "direct K",
                "meta KiB",
                "threads",
                "handles",
                "journal K",
                "RSS KiB",
                "CPU s");
    }

    String row() {
        StringBuilder kinds = new StringBuilder();
        KINDS.forEach(kind -> kinds.append(kind, 0, 2)
                .append(' ')
                .append(handles.getOrDefault(kind, 0))
                .append(' '));
        return String.format(
                Locale.ROOT,
                "%7.1f %-6s %4d %8.0f %9.0f %7.0f %9.0f %9.0f %7.0f %-38s %9.0f %9.0f %7.1f",
                seconds,
                node,
                life,
                entries,
                heap / 1024,
                keptEvents,
                direct / 1024,
                metaspace / 1024,
                threads,
                kinds,
                journal / 1024,
                resident / 1024,
                cpuSeconds);
    }

    private static double direct(long pid) throws IOException {
        Matcher found = DIRECT.matcher(DiagnosticCommands.run(pid, "VM.native_memory summary scale=b"));
        return found.find() ? Double.parseDouble(found.group(1)) : 0;
    }

    private static Map<String, Integer> handles(NodeProcess node) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        String data = node.dataDirectory().toString() + "/";
        try (Stream<Path> all = Files.list(Path.of("/proc/" + node.pid() + "/fd"))) {
            for (Path handle : all.toList()) {
                try {
                    counts.merge(kind(Files.readSymbolicLink(handle).toString(), data), 1, Integer::sum);
                } catch (NoSuchFileException e) {
                    // Closed meanwhile.
                }
            }
        }
        return counts;
    }

    private static String kind(String target, String data) {
        if (target.startsWith("socket:")) {
            return "socket";
        }
        if (target.startsWith("pipe:")) {
            return "pipe";
        }
        if (target.startsWith(data + "logs/")) {
            return "log";
        }
        if (target.startsWith(data)) {
            return "data";
        }
        return target.endsWith(".jar")
                        || target.endsWith("/modules")
                        || target.endsWith(".so")
                        || target.endsWith(".jsa")
                ? "program"
                : "other";
    }

    /** Series of {@code /metrics}. */
    private record Figures(Map<String, Double> series) {

        static Figures of(String text) {
            Map<String, Double> series = new TreeMap<>();
            text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                int space = line.lastIndexOf(' ');
                series.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
            });
            return new Figures(series);
        }

        double sum(String prefix) {
            return series.entrySet().stream()
                    .filter(one -> one.getKey().startsWith(prefix))
                    .mapToDouble(Map.Entry::getValue)
                    .sum();
        }
    }
}
