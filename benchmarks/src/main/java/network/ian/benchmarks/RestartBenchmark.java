package network.ian.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Time from a cold JVM to an open node with a million entries, and the memory that an entry takes. */
final class RestartBenchmark {

    private RestartBenchmark() {}

    static void run(Options options) throws Exception {
        Path data = MillionEntries.directory(options);
        int rounds = options.integer("rounds", 5);
        Map<String, Median> full = new TreeMap<>();
        Map<String, Median> empty = new TreeMap<>();
        Path fresh = Files.createTempDirectory("ian-empty");
        try {
            ColdStart.probe(fresh, "node");
            for (int round = 0; round < rounds; round++) {
                for (String what : List.of("node", "journal", "replay")) {
                    ColdStart.probe(data, what).forEach((name, value) -> add(full, name, value));
                }
                ColdStart.probe(fresh, "node").forEach((name, value) -> add(empty, name, value));
                System.out.println("round " + (round + 1) + ", load " + Machine.loadAverage());
            }
        } finally {
            ScratchNode.delete(fresh);
        }
        print(full, empty);
    }

    private static void print(Map<String, Median> full, Map<String, Median> empty) {
        double entries = full.get("entries").value();
        double open = full.get("open_ms").value();
        double journal = full.get("journal_ms").value();
        double replay = full.get("replay_ms").value();
        double build = full.get("build_ms").value();
        System.out.printf(Locale.ROOT, "entries                        %.0f%n", entries);
        System.out.println(
                "process start to ready, ms     " + full.get("process_ms").words("%.0f"));
        System.out.println(
                "  of it NodeOpener.open        " + full.get("open_ms").words("%.0f"));
        System.out.printf(Locale.ROOT, "    reading, checking records  %.0f%n", journal);
        System.out.printf(Locale.ROOT, "    columns, index, board      %.0f%n", replay - journal);
        System.out.printf(Locale.ROOT, "    order and tree             %.0f%n", build);
        System.out.printf(Locale.ROOT, "    the rest                   %.0f%n", open - replay - build);
        System.out.println(
                "an empty node: open, ms        " + empty.get("open_ms").words("%.0f"));
        System.out.printf(
                Locale.ROOT,
                "heap an entry, bytes           %.1f%n",
                (full.get("heap_bytes").value() - empty.get("heap_bytes").value()) / entries);
        for (String name : List.of("resident_at_ready_bytes", "resident_bytes")) {
            System.out.printf(
                    Locale.ROOT,
                    "%s  %.0f MiB, empty node %.0f MiB%n",
                    name,
                    full.get(name).value() / 0x1p20,
                    empty.get(name).value() / 0x1p20);
        }
    }

    private static void add(Map<String, Median> to, String name, double value) {
        to.computeIfAbsent(name, n -> new Median()).add(value);
    }
}
