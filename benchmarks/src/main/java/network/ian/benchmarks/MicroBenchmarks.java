package network.ian.benchmarks;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the JMH benchmarks; the defaults take about three minutes. */
final class MicroBenchmarks {

    private MicroBenchmarks() {}

    static void run(Options options) throws RunnerException {
        TimeValue second = TimeValue.seconds(1);
        new Runner(new OptionsBuilder()
                        .include(options.text("include", "network.ian.benchmarks.micro"))
                        .forks(options.integer("forks", 1))
                        .warmupIterations(options.integer("warmups", 5))
                        .warmupTime(second)
                        .measurementIterations(options.integer("rounds", 5))
                        .measurementTime(second)
                        .build())
                .run();
    }
}
