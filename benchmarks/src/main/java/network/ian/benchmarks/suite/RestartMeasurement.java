package network.ian.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import network.ian.benchmarks.ColdStart;
import network.ian.benchmarks.Machine;
import network.ian.benchmarks.MillionEntries;

/**
 * Time from the start of a cold JVM to an open node with many entries, less the start of a JVM that opens nothing; and the
 * heap that an entry takes after a collection, less that of an empty node. The entries are in the page cache.
 */
final class RestartMeasurement implements Measurement {

    private static final double BOUND_SECONDS = 3;
    private static final double BOUND_BYTES = 200;

    private final ByTurns time = new ByTurns();
    private final ByTurns memory = new ByTurns();

    @Override
    public String name() {
        return "restart";
    }

    @Override
    public List<Figure> measure(Plan plan) throws Exception {
        int entries = plan.size(100_000, 1_000_000);
        plan.say("restart: making %d entries", entries);
        Path data = MillionEntries.in(plan.shared(), entries);
        for (int round = 0; round <= plan.rounds(); round++) {
            round(plan, round, data, entries);
        }
        String size = plan.quick() ? "100k" : "1m";
        return List.of(
                time.lowerIsBetter("restart." + size, "s", "3 s beyond JVM start", plan.quick() ? Double.NaN : 1),
                memory.lowerIsBetter("memory.entry." + size, "B", "200 B of heap", 1));
    }

    /** The first round, which reads the files into the page cache, does not count. */
    private void round(Plan plan, int round, Path data, int entries) throws IOException, InterruptedException {
        Map<String, Double> jvm = ColdStart.probe(data, "jvm");
        Map<String, Double> empty = ColdStart.probe(plan.directory().resolve("empty-" + round), "node");
        Map<String, Double> full = ColdStart.probe(data, "node");
        if (full.get("entries") != entries) {
            throw new IllegalStateException("the node opened " + full.get("entries") + " entries of " + entries);
        }
        double seconds = (full.get("process_ms") - jvm.get("process_ms")) / 1e3;
        double bytes = (full.get("heap_bytes") - empty.get("heap_bytes")) / entries;
        plan.say(
                "restart, round %d of %d (warm-up below 1): JVM %.0f ms, open node %.0f ms (empty %.0f ms), %.1f B an entry,"
                        + " load %s",
                round,
                plan.rounds(),
                jvm.get("process_ms"),
                full.get("process_ms"),
                empty.get("process_ms"),
                bytes,
                Machine.loadAverage());
        if (round > 0) {
            time.add(seconds, BOUND_SECONDS);
            memory.add(bytes, BOUND_BYTES);
        }
    }
}
