package network.ian.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Runs {@link RestartProbe} in a JVM of its own and reads the figures that it prints. */
public final class ColdStart {

    private ColdStart() {}

    /**
     * Starts a JVM and waits for its end.
     *
     * @param data what it opens
     * @param what {@code node}, {@code journal}, {@code replay} or {@code jvm}, which opens nothing
     * @return figures by name, with {@code process_ms} from before the start to the first figure
     */
    public static Map<String, Double> probe(Path data, String what) throws IOException, InterruptedException {
        long started = System.nanoTime();
        Map<String, Double> figures = new HashMap<>();
        try (Child child = Child.restartProbe(data, what)) {
            for (String line = child.line(); line != null; line = child.line()) {
                if (line.contains("=")) {
                    figures.putIfAbsent("process_ms", (System.nanoTime() - started) / 1e6);
                    String[] parts = line.split("=", 2);
                    figures.put(parts[0], Double.parseDouble(parts[1]));
                }
            }
            child.requireSuccess();
        }
        return figures;
    }
}
