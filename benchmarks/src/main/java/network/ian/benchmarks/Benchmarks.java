package network.ian.benchmarks;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The benchmarks by name: {@code java -jar benchmarks.jar NAME [options]}. See docs/BENCHMARKS.md. */
public final class Benchmarks {

    /** One benchmark; prints to standard output. */
    private interface Benchmark {
        void run(Options options) throws Exception;
    }

    private static final Map<String, Benchmark> BY_NAME = new TreeMap<>(Map.of(
            "catch-up", CatchUpBenchmark::run,
            "catch-up-cut", CatchUpCutBenchmark::run,
            "catch-up-node", CatchUpNode::run,
            "ingest", IngestBenchmark::run,
            "http", HttpBenchmark::run,
            "jmh", MicroBenchmarks::run,
            "parts", PartsBenchmark::run,
            "restart", RestartBenchmark::run,
            "restart-probe", RestartProbe::run,
            "feeder", FeederBenchmark::run));

    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        Benchmark benchmark = arguments.length == 0 ? null : BY_NAME.get(arguments[0]);
        if (benchmark == null) {
            System.err.println("expected one of " + BY_NAME.keySet() + ", see docs/BENCHMARKS.md");
            System.exit(64);
            return;
        }
        System.out.println("# " + arguments[0] + ": " + Machine.describe());
        benchmark.run(Options.parse(Arrays.copyOfRange(arguments, 1, arguments.length)));
        System.exit(0);
    }
}
