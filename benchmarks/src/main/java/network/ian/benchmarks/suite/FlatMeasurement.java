package network.ian.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import network.ian.benchmarks.Child;
import network.ian.benchmarks.Machine;
import network.ian.benchmarks.Median;
import network.ian.benchmarks.MillionEntries;
import network.ian.benchmarks.ScratchNode;
import network.ian.benchmarks.Usage;

/**
 * Core time of a contribution at a node with many entries, against one with a thousand; by turns, each in a process of its
 * own. The small node takes its contributions in parts, each on top of the same thousand.
 */
final class FlatMeasurement implements Measurement {

    private static final int FEW = 1_000;
    private static final int PARTS = 3;
    private static final int PART = 4_000;
    private static final int WARM_UP = 30_000;
    private static final double TARGET = 0.8;

    @Override
    public String name() {
        return "flat";
    }

    @Override
    public List<Figure> measure(Plan plan) throws Exception {
        int many = plan.size(100_000, 1_000_000);
        plan.say("flat: making %d entries where there are none yet", many);
        Path large =
                copy(MillionEntries.in(plan.shared(), many), plan.directory().resolve("many"));
        Path small = MillionEntries.in(plan.directory(), FEW);
        ByTurns turns = new ByTurns();
        try (Child few = node(small, true);
                Child lots = node(large, false)) {
            micros(few, WARM_UP);
            micros(lots, WARM_UP);
            for (int round = 1; round <= plan.rounds(); round++) {
                Usage start = Usage.now();
                double before = inParts(few);
                double now = inParts(lots);
                plan.say(
                        "flat, round %d of %d: %.1f us of core time with %d entries, %.1f with %d, both processes and others took"
                                + " %.2f cores, load %s",
                        round,
                        plan.rounds(),
                        now,
                        many,
                        before,
                        FEW,
                        Usage.since(start).otherCores(),
                        Machine.loadAverage());
                turns.add(now, before);
            }
        }
        return List.of(turns.lowerIsBetter(
                plan.quick() ? "cost.flat.100k" : "cost.flat.1m", "us", "core time with 1 thousand entries", TARGET));
    }

    private static Path copy(Path from, Path to) throws IOException {
        ScratchNode.copy(from, to);
        return to;
    }

    private static Child node(Path data, boolean anew) throws IOException {
        return Child.start(List.of(), "flat-node", "--data-dir", data.toString(), "--anew", Boolean.toString(anew));
    }

    private static double inParts(Child node) throws IOException {
        Median parts = new Median();
        for (int part = 0; part < PARTS; part++) {
            parts.add(micros(node, PART));
        }
        return parts.value();
    }

    private static double micros(Child node, int contributions) throws IOException {
        node.say(Integer.toString(contributions));
        return Double.parseDouble(node.await("cpu_micros"));
    }
}
