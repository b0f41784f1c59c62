package network.ian.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.journal.Journal;
import network.ian.core.journal.JournalOptions;
import network.ian.core.log.IdSalt;
import network.ian.core.node.Node;
import network.ian.core.node.Replay;

/** What {@link RestartBenchmark} runs in a JVM of its own: opens a data directory once and prints figures by name. */
final class RestartProbe {

    private RestartProbe() {}

    static void run(Options options) throws Exception {
        Path data = options.path("data-dir", Path.of("."));
        switch (options.text("what", "node")) {
            case "jvm" -> print("started", 1);
            case "journal" -> journal(data);
            case "replay" -> replay(data);
            default -> node(data);
        }
    }

    private static void node(Path data) throws IOException {
        long started = System.nanoTime();
        try (Node node = ScratchNode.open(data)) {
            print("open_ms", (System.nanoTime() - started) / 1e6);
            print("resident_at_ready_bytes", (double) Machine.residentBytes());
            print("heap_bytes", (double) heapAfterCollection());
            print("resident_bytes", (double) Machine.residentBytes());
            print("entries", ScratchNode.logSize(node));
        }
    }

    /** Reading and checking every record, handed to nobody. */
    private static void journal(Path data) throws IOException {
        GoalSpec spec = spec(data);
        long started = System.nanoTime();
        Journal journal = Journal.open(directory(data), spec.goalId(), spec.topic(), options(), row -> {});
        print("journal_ms", (System.nanoTime() - started) / 1e6);
        journal.close();
    }

    /** The same with the fold, then the order and the tree. */
    private static void replay(Path data) throws Exception {
        GoalSpec spec = spec(data);
        Replay replay = new Replay(spec, Optional.empty(), new IdSalt(1, 2), 3);
        long started = System.nanoTime();
        Journal journal = Journal.open(directory(data), spec.goalId(), spec.topic(), options(), replay);
        long replayed = System.nanoTime();
        Replay.Result result = replay.finish();
        print("replay_ms", (replayed - started) / 1e6);
        print("build_ms", (System.nanoTime() - replayed) / 1e6);
        print("entries", result.log().size());
        journal.close();
    }

    private static GoalSpec spec(Path data) throws IOException {
        return GoalCatalog.readOnly(data).specs().stream()
                .filter(spec -> spec.goalId().equals(GoalCatalog.DEMO_GOAL))
                .findFirst()
                .orElseThrow();
    }

    private static Path directory(Path data) {
        return data.resolve("goals").resolve(GoalCatalog.DEMO_GOAL);
    }

    private static JournalOptions options() {
        return JournalOptions.defaults();
    }

    private static long heapAfterCollection() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void print(String name, double value) {
        System.out.printf(Locale.ROOT, "%s=%.1f%n", name, value);
    }
}
