package network.ian.benchmarks.suite;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * The process of one measurement: prints its figures as one line of JSON to standard output, everything else to standard
 * error, and ends with its descendants when standard input does, which is when whoever started it is gone.
 */
final class MeasurementProcess {

    private static final int FAILED = 70;
    private static final int FIELDS = 6;

    private MeasurementProcess() {}

    /** What {@link #main} takes. */
    static List<String> arguments(String name, Plan plan, boolean debug) {
        return List.of(
                name,
                Boolean.toString(plan.quick()),
                Integer.toString(plan.rounds()),
                plan.directory().toString(),
                plan.shared().toString(),
                Boolean.toString(debug));
    }

    public static void main(String[] arguments) {
        if (arguments.length != FIELDS) {
            throw new IllegalArgumentException("only ian bench starts this, with " + FIELDS + " arguments");
        }
        PrintStream figures = System.out;
        System.setOut(System.err);
        endWithStandardInput();
        Plan plan = new Plan(
                Boolean.parseBoolean(arguments[1]),
                Integer.parseInt(arguments[2]),
                Path.of(arguments[3]),
                Path.of(arguments[4]),
                line -> System.err.println("  " + line));
        try {
            figures.println(FigureJson.write(named(arguments[0]).measure(plan)));
            System.exit(0);
        } catch (Exception e) {
            if (Boolean.parseBoolean(arguments[5])) {
                e.printStackTrace();
            } else {
                System.err.println("  " + Failure.words(e) + " (--debug shows where)");
            }
            System.exit(FAILED);
        }
    }

    private static Measurement named(String name) {
        return Suite.all().stream()
                .filter(measurement -> measurement.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no measurement is called " + name));
    }

    private static void endWithStandardInput() {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            // Nothing is said there.
                        }
                    } catch (IOException e) {
                        // As good as its end.
                    }
                    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
                    Runtime.getRuntime().halt(FAILED);
                },
                "standard-input");
        watch.setDaemon(true);
        watch.start();
    }
}
