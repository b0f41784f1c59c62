package network.ian.p2p.reconciliation;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Measures the tree in processor time, one line a figure. Run from the test class path: {@code java -Xmx2g
 * network.ian.p2p.reconciliation.TreeFigures}.
 */
final class TreeFigures {

    private static final int ENTRIES = 1_000_000;
    private static final int READS = 200_000;

    private final SplittableRandom random = new SplittableRandom(1);
    private long blackhole;

    private TreeFigures() {}

    public static void main(String[] arguments) {
        TreeFigures figures = new TreeFigures();
        for (int round = 0; round < 3; round++) {
            figures.measure("rising times", 2_600, 0);
            figures.measure("random order", 2_600, ENTRIES);
            figures.measure("all of one time", 1, 0);
        }
    }

    private void measure(String name, int gap, int disorder) {
        Entries entries = new Entries();
        long time = 1_790_000_000_000L;
        for (int i = 0; i < ENTRIES; i++) {
            time += random.nextInt(gap);
            entries.add(time + (disorder == 0 ? 0 : (long) random.nextInt(disorder) * gap), Entries.id(random));
        }
        long start = cpuTime();
        KeySumTree loaded = entries.tree();
        double bulk = millisSince(start);
        long before = used();
        KeySumTree tree = new KeySumTree(entries);
        start = cpuTime();
        for (int i = 0; i < ENTRIES; i++) {
            tree.insert(i);
        }
        double inserts = millisSince(start);
        double bytes = (double) (used() - before) / ENTRIES;
        start = cpuTime();
        for (int i = 0; i < READS; i++) {
            int from = random.nextInt(ENTRIES);
            blackhole += tree.fingerprint(from, from + random.nextInt(ENTRIES - from))
                    .low();
        }
        double fingerprint = millisSince(start) * 1e6 / READS;
        System.out.printf(
                Locale.ROOT,
                "%s: bulk load of 1M %.0f ms, %,.0f inserts/s, %.1f bytes/entry, fingerprint %.0f ns (%d)%n",
                name,
                bulk,
                ENTRIES / inserts * 1000,
                bytes,
                fingerprint,
                (blackhole + loaded.size()) & 1);
    }

    private static double millisSince(long start) {
        return (cpuTime() - start) / 1e6;
    }

    /** Nanoseconds of this thread, so that a busy machine matters less. */
    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
