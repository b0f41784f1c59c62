package network.ian.core.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import network.ian.core.crypto.Hash;

/**
 * Measures the log, from a warm JVM, and prints one line a figure. Run: {@code mvn -q -pl node-core -am test-compile &&
 * java -Xmx6g -cp node-core/target/classes:node-core/target/test-classes network.ian.core.log.LogBenchmark}.
 */
public final class LogBenchmark {

    private static final int MILLION = 1_000_000;
    private static final int BATCH = 64;

    private final RandomGenerator random = new SplittableRandom(1);

    private LogBenchmark() {}

    public static void main(String[] arguments) {
        LogBenchmark benchmark = new LogBenchmark();
        benchmark.additions(200_000, 0);
        benchmark.additions(200_000, 100);
        print("--- warm%n");
        benchmark.additions(MILLION, 0);
        benchmark.additions(MILLION, 100);
        benchmark.additions(MILLION, 4_000);
        benchmark.merge(1);
        benchmark.merge(1);
        benchmark.merge(100);
        benchmark.load(MILLION, false);
        benchmark.load(MILLION, true);
        benchmark.load(10 * MILLION, false);
    }

    private void additions(int count, int disorder) {
        GoalLog log = new GoalLog(Entries.SALT);
        List<List<Entry>> batches = new ArrayList<>();
        for (int i = 0; i < count; i += BATCH) {
            batches.add(batch(i, disorder));
        }
        long start = System.nanoTime();
        for (List<Entry> batch : batches) {
            log.add(batch);
            log.view();
        }
        double seconds = secondsSince(start);
        print(
                "add, batches of %d each with its view, timestamps within %d positions: %,.0f entries/s (%d pending of %,d)%n",
                BATCH, disorder, count / seconds, log.pendingCount(), log.view().entryCount());
    }

    private List<Entry> batch(int from, int disorder) {
        List<Entry> batch = new ArrayList<>(BATCH);
        for (int i = from; i < from + BATCH; i++) {
            int late = disorder == 0 ? 0 : random.nextInt(disorder);
            batch.add(new Entry(id(), 1_000_000L + i - late, i));
        }
        return batch;
    }

    private void merge(int deep) {
        GoalLog log = loaded(MILLION, false).finish(List.of());
        List<Entry> late = new ArrayList<>();
        for (int i = 0; i < deep; i++) {
            late.add(new Entry(id(), i, i));
        }
        log.add(late);
        log.view();
        MergeTask task = log.startMerge().orElseThrow();
        long start = System.nanoTime();
        MergeTask.Merged merged = task.call();
        double background = secondsSince(start);
        for (int i = 0; i < 20_000; i += BATCH) {
            log.add(batch(2 * MILLION + i, 0));
        }
        start = System.nanoTime();
        log.finishMerge(merged);
        log.view();
        print(
                "merge of %d at the front of %,d: %.3f s in the background, %.1f ms on the writer with 20,000 arrived meanwhile%n",
                deep, MILLION, background, 1e3 * secondsSince(start));
    }

    private void load(int count, boolean shuffled) {
        long start = System.nanoTime();
        LogLoader loader = loaded(count, shuffled);
        double added = secondsSince(start);
        start = System.nanoTime();
        GoalLog log = loader.finish(List.of());
        double finished = secondsSince(start);
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        print(
                "load of %,d, %s: %.2f s to add, %.2f s to sort and hash; memoryBytes %.1f an entry, heap %.1f an entry%n",
                count,
                shuffled ? "random order" : "nearly in order",
                added,
                finished,
                (double) log.memoryBytes() / count,
                (double) (runtime.totalMemory() - runtime.freeMemory()) / count);
        if (log.size() != count) {
            throw new IllegalStateException("lost entries");
        }
    }

    private LogLoader loaded(int count, boolean shuffled) {
        LogLoader loader = new LogLoader(Entries.SALT);
        for (int i = 0; i < count; i++) {
            long timestamp = shuffled ? random.nextInt(count) : i - random.nextInt(100);
            loader.add(id(), 1_000_000L + timestamp, i);
        }
        return loader;
    }

    private Hash id() {
        byte[] octets = new byte[Hash.SIZE];
        random.nextBytes(octets);
        return Hash.wrap(octets);
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
