package network.ian.app.soak;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToDoubleFunction;
import network.ian.app.endtoend.NodeProcess;
import network.ian.app.soak.Trend.Bound;
import network.ian.app.soak.Trend.Look;

/** Looks at the nodes now and then, and says in the end what grew. Thread-safe. */
final class Vigil {

    private static final double KIB = 1024;
    private static final double MIB = KIB * KIB;
    /** What the README and the page on memory say of an entry, and a kept event of the stream. */
    private static final double HEAP_PER_ENTRY = 200;

    private static final double HEAP_PER_EVENT = 1024;

    private static final Map<String, Figure> FIGURES = new TreeMap<>(Map.of(
            "live heap beyond entries and kept events",
            new Figure(Vigil::unexplainedHeap, new Bound(5 * MIB, 200 * MIB)),
            "direct memory",
            new Figure(Sample::direct, new Bound(10 * MIB, 128 * MIB)),
            "metaspace",
            new Figure(Sample::metaspace, new Bound(8 * MIB, 160 * MIB)),
            "threads",
            new Figure(Sample::threads, new Bound(6, 150)),
            "handles but sockets",
            new Figure(Sample::handlesButSockets, new Bound(5, 150)),
            "sockets",
            new Figure(sample -> sample.handles().getOrDefault("socket", 0), new Bound(10, 300))));

    private final Fleet fleet;
    private final long started = System.nanoTime();
    private final List<Sample> samples = new CopyOnWriteArrayList<>();

    private record Figure(ToDoubleFunction<Sample> of, Bound bound) {}

    Vigil(Fleet fleet) {
        this.fleet = fleet;
    }

    /** Looks at all nodes that are there. */
    void look() throws IOException {
        for (NodeProcess node : fleet.present()) {
            int life = fleet.departures(node);
            try {
                samples.add(Sample.of(node, life, (System.nanoTime() - started) / 1e9));
            } catch (IOException | RuntimeException | AssertionError e) {
                if (fleet.isThereSince(node, life)) {
                    throw e;
                }
            }
        }
    }

    /** What is wrong with the node that was there all the time, and with any node at any time. */
    String faults(NodeProcess steady) {
        StringBuilder faults = new StringBuilder();
        FIGURES.forEach((name, figure) -> {
            faults.append(figure.bound.faultOf(name, trend(steady, figure)));
            samples.stream()
                    .filter(sample -> figure.of.applyAsDouble(sample) > figure.bound.most())
                    .forEach(sample -> faults.append(name + " beyond " + figure.bound.most() + ": " + sample + "\n"));
        });
        return faults.toString();
    }

    /** The looks and the trends, to read. */
    String table(NodeProcess steady) {
        StringBuilder table = new StringBuilder(Sample.heading() + "\n");
        samples.forEach(sample -> table.append(sample.row()).append('\n'));
        table.append("\nof ")
                .append(steady.dataDirectory().getFileName())
                .append(", which was there all the time, after its warm-up:\n");
        FIGURES.forEach((name, figure) -> {
            Trend trend = trend(steady, figure);
            table.append(String.format(
                    Locale.ROOT,
                    "%-42s typical %12.0f, grew by %11.0f (bound %10.0f), at most %12.0f (bound %12.0f), %d looks%n",
                    name,
                    trend.typical(),
                    trend.growth(),
                    figure.bound.growth(),
                    trend.most(),
                    figure.bound.most(),
                    trend.looks()));
        });
        return table.toString();
    }

    /** Processor time of all lives of all nodes, in seconds, as last seen. */
    double cpuSeconds() {
        Map<String, Double> last = new TreeMap<>();
        samples.forEach(sample -> last.put(sample.node() + " " + sample.life(), sample.cpuSeconds()));
        return last.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private Trend trend(NodeProcess steady, Figure figure) {
        String name = steady.dataDirectory().getFileName().toString();
        return Trend.of(samples.stream()
                .filter(sample -> sample.node().equals(name) && sample.life() == 0)
                .map(sample -> new Look(sample.seconds(), figure.of.applyAsDouble(sample)))
                .toList());
    }

    private static double unexplainedHeap(Sample sample) {
        return sample.heap() - HEAP_PER_ENTRY * sample.entries() - HEAP_PER_EVENT * sample.keptEvents();
    }
}
