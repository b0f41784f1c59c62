package network.ian.core.journal;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import network.ian.core.file.DirectoryTree;

/**
 * Measures append, replay and verification on a real disk. Arguments: directory (emptied afterwards), entries (1000000),
 * group (64). Run it from the test class path.
 */
final class JournalFigures {

    private static final int HEADER = 700;
    private static final int BODY = 500;
    private static final int POOL = 1000;

    private final Path directory;
    private final int entries;
    private final int groupSize;
    private final PrintStream out;

    private JournalFigures(Path directory, int entries, int groupSize, PrintStream out) {
        this.directory = directory;
        this.entries = entries;
        this.groupSize = groupSize;
        this.out = out;
    }

    /** Runs. */
    public static void main(String[] args) throws IOException {
        Path parent = Path.of(args.length > 0 ? args[0] : System.getProperty("java.io.tmpdir"));
        int entries = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
        int group = args.length > 2 ? Integer.parseInt(args[2]) : 64;
        Path directory = Files.createTempDirectory(parent, "journal-figures");
        try {
            new JournalFigures(directory, entries, group, System.out).run();
        } finally {
            DirectoryTree.delete(directory);
        }
    }

    private void run() throws IOException {
        append();
        for (int i = 0; i < 3; i++) {
            replay();
        }
        long start = System.nanoTime();
        List<Problem> problems = JournalVerifier.verify(directory, Entries.GOAL, Entries.TOPIC, EntrySink.none());
        report("verify", System.nanoTime() - start, entries, problems.size() + " problems");
    }

    private void append() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        List<JournalEntry> pool = new ArrayList<>();
        for (int i = 0; i < POOL; i++) {
            pool.add(Entries.random(random, HEADER, BODY));
        }
        try (Journal journal = open(EntrySink.none())) {
            long cpu = cpu();
            long start = System.nanoTime();
            long[] latencies = new long[entries / groupSize];
            for (int i = 0; i < latencies.length; i++) {
                int from = i * groupSize % (POOL - groupSize);
                long before = System.nanoTime();
                journal.append(pool.subList(from, from + groupSize));
                latencies[i] = System.nanoTime() - before;
            }
            long nanos = System.nanoTime() - start;
            Arrays.sort(latencies);
            String detail = String.format(
                    Locale.ROOT,
                    "%d groups of %d, CPU %.2f us an entry, group median %.2f ms, p99 %.2f ms, %d MiB",
                    latencies.length,
                    groupSize,
                    (cpu() - cpu) / 1e3 / journal.entries(),
                    latencies[latencies.length / 2] / 1e6,
                    latencies[latencies.length * 99 / 100] / 1e6,
                    journal.bytesOnDisk() >> 20);
            report("append", nanos, journal.entries(), detail);
        }
    }

    private void replay() throws IOException {
        long[] sum = new long[1];
        long start = System.nanoTime();
        try (Journal journal = open(row -> {
            sum[0] += row.id().hashCode() + row.timestampMs() + row.locator();
        })) {
            report(
                    "replay",
                    System.nanoTime() - start,
                    journal.entries(),
                    journal.recovery().words());
        }
    }

    private Journal open(EntrySink sink) throws IOException {
        return Journal.open(directory, Entries.GOAL, Entries.TOPIC, JournalOptions.defaults(), sink);
    }

    private void report(String what, long nanos, int count, String detail) {
        out.printf(
                Locale.ROOT,
                "%-7s %9d entries in %7.3f s: %9.0f a second; %s%n",
                what,
                count,
                nanos / 1e9,
                count / (nanos / 1e9),
                detail);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
