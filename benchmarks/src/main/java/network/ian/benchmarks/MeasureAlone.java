package network.ian.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import network.ian.benchmarks.http.HttpIngestMeasurement;
import network.ian.benchmarks.http.ReadsMeasurement;
import network.ian.benchmarks.http.StreamMeasurement;
import network.ian.benchmarks.suite.Figure;
import network.ian.benchmarks.suite.Measurement;
import network.ian.benchmarks.suite.Plan;

/** One measurement of the suite by itself. */
final class MeasureAlone {

    private MeasureAlone() {}

    static void reads(Options options) throws Exception {
        run(new ReadsMeasurement(), options);
    }

    static void httpIngest(Options options) throws Exception {
        run(new HttpIngestMeasurement(), options);
    }

    static void stream(Options options) throws Exception {
        run(new StreamMeasurement(), options);
    }

    private static void run(Measurement measurement, Options options) throws Exception {
        Path data = Files.createTempDirectory("ian-" + measurement.name());
        boolean quick = Boolean.parseBoolean(options.text("quick", "false"));
        try {
            Plan plan = new Plan(quick, options.integer("rounds", 5), data, System.err::println);
            for (Figure figure : measurement.measure(plan)) {
                System.out.printf(
                        Locale.ROOT,
                        "%s %.1f %s against %.1f (%s): %.2f%n",
                        figure.name(),
                        figure.value(),
                        figure.unit(),
                        figure.againstValue(),
                        figure.against(),
                        figure.ratio());
            }
        } finally {
            ScratchNode.delete(data);
        }
    }
}
