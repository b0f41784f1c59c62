package network.ian.benchmarks;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import network.ian.benchmarks.http.Posting;
import network.ian.benchmarks.http.ReadServer;

/** The benchmarks by name: {@code java -jar benchmarks.jar NAME [options]}. See docs/BENCHMARKS.md. */
public final class Benchmarks {

    /** One benchmark; prints to standard output. */
    private interface Benchmark {
        void run(Options options) throws Exception;
    }

    private static final Map<String, Benchmark> BY_NAME = new TreeMap<>(Map.<String, Benchmark>ofEntries(
            Map.entry("agents", AgentsBenchmark::run),
            Map.entry("agents-first", AgentsFirst::run),
            Map.entry("catch-up", CatchUpBenchmark::run),
            Map.entry("catch-up-cut", CatchUpCutBenchmark::run),
            Map.entry("catch-up-node", CatchUpNode::run),
            Map.entry("flat-node", FlatNode::run),
            Map.entry("http-poster", Posting::run),
            Map.entry("ingest", IngestBenchmark::run),
            Map.entry("http", HttpBenchmark::run),
            Map.entry("jmh", MicroBenchmarks::run),
            Map.entry("parts", PartsBenchmark::run),
            Map.entry("read-server", ReadServer::run),
            Map.entry("restart", RestartBenchmark::run),
            Map.entry("restart-probe", RestartProbe::run),
            Map.entry("feeder", FeederBenchmark::run),
            Map.entry("stream", StreamBenchmark::run),
            Map.entry("stream-crowd", StreamCrowd::run)));

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
