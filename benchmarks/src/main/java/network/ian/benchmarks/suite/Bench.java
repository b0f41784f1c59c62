package network.ian.benchmarks.suite;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import network.ian.benchmarks.Machine;

/**
 * {@code ian bench}: measures the node against limits and peers, and prints one table. Exit codes are those of the program:
 * 0 also where a target is missed, 2 for wrong usage, 70 where a measurement failed or could not begin.
 */
public final class Bench {

    private static final int DONE = 0;
    private static final int USAGE = 2;
    private static final int FAILED = 70;
    private static final long QUICK_BYTES = 1L << 30;
    private static final long FULL_BYTES = 5L << 30;

    private final List<Measurement> all;
    private final PrintStream out;
    private final PrintStream err;

    Bench(List<Measurement> all, PrintStream out, PrintStream err) {
        this.all = all;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        Bench bench = new Bench(Suite.all(), System.out, System.err);
        BenchOptions options;
        try {
            options = BenchOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.exit(bench.refuse(USAGE, e.getMessage()));
            return;
        }
        OwnJvm children = new OwnJvm(MeasurementProcess.class.getName(), options.debug());
        Path checkout = Path.of(System.getProperty("ian.checkout", ""));
        Path byDefault = checkout.resolve(Path.of("benchmarks", "target", "bench"));
        System.exit(bench.run(options, options.directory().orElse(byDefault), children));
    }

    /** Runs what is asked for; the exit code. */
    int run(BenchOptions options, Path data, Runner runner) {
        try {
            List<Measurement> chosen = options.choose(all);
            try (WorkDirectory directory = WorkDirectory.take(data, options.quick() ? QUICK_BYTES : FULL_BYTES)) {
                return run(options, chosen, directory, runner);
            }
        } catch (IllegalArgumentException e) {
            return refuse(USAGE, e.getMessage());
        } catch (IOException e) {
            return refuse(FAILED, Failure.words(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return refuse(FAILED, "interrupted");
        }
    }

    private int run(BenchOptions options, List<Measurement> chosen, WorkDirectory directory, Runner runner)
            throws IOException, InterruptedException {
        boolean json = options.format() == BenchOptions.Format.JSON;
        (json ? err : out).println(header(options));
        Thread stop = new Thread(() -> stop(runner, directory), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            SuiteRun.Outcome outcome = new SuiteRun(runner, options.quick(), err::println).run(chosen, directory);
            print(options, outcome);
            return outcome.failed().isEmpty() ? DONE : FAILED;
        } finally {
            forget(stop);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is running.
        }
    }

    private static String header(BenchOptions options) {
        String what = options.quick() ? "ian bench --quick" : "ian bench";
        String commit = System.getProperty("ian.commit", "");
        return what + (commit.isEmpty() ? "" : " of " + commit) + ": " + Machine.describe();
    }

    private void print(BenchOptions options, SuiteRun.Outcome outcome) {
        List<Figure> figures = outcome.figures();
        switch (options.format()) {
            case JSON -> out.println(FigureJson.write(figures));
            case MARKDOWN -> table(FigureTable.markdown(figures));
            case TABLE -> table(FigureTable.columns(figures));
        }
        PrintStream words = options.format() == BenchOptions.Format.JSON ? err : out;
        words.println(FigureTable.summary(figures) + "; load average at the end " + Machine.loadAverage());
        if (!outcome.failed().isEmpty()) {
            refuse(FAILED, "failed: " + String.join(", ", outcome.failed()));
        }
    }

    private void table(List<String> lines) {
        out.println();
        lines.forEach(out::println);
        out.println();
    }

    /** When the JVM is told to end in the middle of a run. */
    private static void stop(Runner runner, WorkDirectory directory) {
        runner.close();
        try {
            directory.close();
        } catch (IOException e) {
            System.err.println("ian: not everything could be deleted: " + Failure.words(e));
        }
    }

    private int refuse(int code, String why) {
        err.println("ian: " + why);
        return code;
    }
}
