package network.ian.benchmarks.suite;

import java.nio.file.Path;
import java.util.List;
import network.ian.benchmarks.CatchUp;
import network.ian.benchmarks.MillionEntries;
import network.ian.benchmarks.ScratchNode;

/**
 * A fresh node fetches everything from another one, over TLS on loopback, against what verification and evaluation alone
 * would allow on all cores. The other node is on the same cores, so its work counts against the ratio.
 */
final class SyncMeasurement implements Measurement {

    private static final int WARM_UP_WINDOW = 2;
    private static final int MOST_WARM_UPS = 8;
    private static final double TARGET = 0.6;

    @Override
    public String name() {
        return "sync";
    }

    @Override
    public List<Figure> measure(Plan plan) throws Exception {
        int entries = plan.size(30_000, 150_000);
        plan.say("sync: making %d entries", entries);
        ByTurns turns = new ByTurns();
        try (CatchUp catchUp = CatchUp.from(MillionEntries.in(plan.directory(), entries))) {
            warmUp(plan, catchUp);
            for (int round = 1; round <= plan.rounds(); round++) {
                CatchUp.Round measured = round(plan, catchUp);
                plan.say("sync, round %d of %d: %s", round, plan.rounds(), measured.words());
                turns.add(measured.perSecond(), measured.limitPerSecond());
            }
        }
        return List.of(
                turns.higherIsBetter("sync.catch_up", "1/s", "cores / (verification + evaluation time)", TARGET));
    }

    /** Until the two nodes get no faster. */
    private static void warmUp(Plan plan, CatchUp catchUp) throws Exception {
        WarmUp.untilSteady(plan, "sync", WARM_UP_WINDOW, plan.size(2, MOST_WARM_UPS), () -> {
            CatchUp.Round measured = round(plan, catchUp);
            plan.say("sync, warm-up: %s", measured.words());
            return measured.ownMicros() + measured.supplierMicros();
        });
    }

    private static CatchUp.Round round(Plan plan, CatchUp catchUp) throws Exception {
        Path fresh = plan.directory().resolve("fresh");
        CatchUp.Round measured = catchUp.round(fresh);
        ScratchNode.delete(fresh);
        return measured;
    }
}
