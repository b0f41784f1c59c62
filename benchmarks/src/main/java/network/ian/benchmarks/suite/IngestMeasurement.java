package network.ian.benchmarks.suite;

import java.util.List;
import network.ian.benchmarks.DurableIngest;

/** Durable signed contributions a second, in-process, against what verification and evaluation alone would allow. */
final class IngestMeasurement implements Measurement {

    private static final int KEYS = 16;
    private static final int WARM_UPS = 2;
    private static final double TARGET = 0.7;

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public List<Figure> measure(Plan plan) throws Exception {
        ByTurns turns = new ByTurns();
        try (DurableIngest ingest = new DurableIngest(plan.directory(), KEYS)) {
            for (int round = 1 - WARM_UPS; round <= plan.rounds(); round++) {
                DurableIngest.Round measured = ingest.round(plan.size(20_000, 60_000));
                plan.say("ingest, round %d of %d (warm-up below 1): %s", round, plan.rounds(), measured.words());
                if (round > 0) {
                    turns.add(measured.perSecond(), measured.limitPerSecond());
                }
            }
        }
        return List.of(
                turns.higherIsBetter("ingest.durable", "1/s", "cores / (verification + evaluation time)", TARGET));
    }
}
