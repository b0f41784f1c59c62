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

    private static final int WARM_UPS = 2;
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
            for (int round = 1 - WARM_UPS; round <= plan.rounds(); round++) {
                Path fresh = plan.directory().resolve("fresh");
                CatchUp.Round measured = catchUp.round(fresh);
                ScratchNode.delete(fresh);
                plan.say("sync, round %d of %d (warm-up below 1): %s", round, plan.rounds(), measured.words());
                if (round > 0) {
                    turns.add(measured.perSecond(), measured.limitPerSecond());
                }
            }
        }
        return List.of(
                turns.higherIsBetter("sync.catch_up", "1/s", "cores / (verification + evaluation time)", TARGET));
    }
}
