package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a node takes in while its Tau node is away or silent, against one that has none; measured in turns. */
@Tag("proof")
class TauOutageIT {

    private static final Duration TURN = Duration.ofSeconds(2);
    private static final int TURNS = 24;
    private static final int WARM_UP = 4;
    private static final int CLIENTS = 4;
    private static final double LEAST = 0.95;

    @RegisterExtension
    final Machine machine = new Machine();

    @Test
    void anOutageCostsNoContributions() throws Exception {
        long seed = Seed.of("ingest without Tau");
        try (TauGoal goal = TauGoal.start(machine, seed, Duration.ofSeconds(1), Duration.ofSeconds(2))) {
            Samples samples = goal.samples(seed);
            NodeProcess committing =
                    machine.node(goal.committing(1, 1).toArray(String[]::new)).start();
            NodeProcess alone =
                    machine.node(goal.flags().toArray(String[]::new)).start();
            for (int turn = 0; turn < WARM_UP; turn++) {
                turn(committing, samples);
                turn(alone, samples);
            }
            long with = 0;
            long without = 0;
            List<String> turns = new ArrayList<>();
            for (int turn = 0; turn < TURNS; turn++) {
                if (turn == 0) {
                    goal.stand().down();
                }
                if (turn == TURNS / 2) {
                    goal.stand().mischief().stall(true);
                    goal.stand().up();
                }
                boolean first = turn % 2 == 0;
                int one = turn(first ? committing : alone, samples);
                int other = turn(first ? alone : committing, samples);
                with += first ? one : other;
                without += first ? other : one;
                turns.add((first ? one : other) + "/" + (first ? other : one));
            }
            double ratio = (double) with / without;
            System.out.printf(
                    "ingest in %d turns of %d s: %d with an outage of Tau, %d without Tau, ratio %.3f; by turn %s%n",
                    TURNS, TURN.toSeconds(), with, without, ratio, turns);
            assertThat(ratio).isGreaterThanOrEqualTo(LEAST);
        }
    }

    private static int turn(NodeProcess node, Samples samples) throws InterruptedException {
        PostLoad load = PostLoad.on(node, samples, CLIENTS);
        int before = load.acknowledged().size();
        LockSupport.parkNanos(TURN.toNanos());
        int taken = load.acknowledged().size() - before;
        load.close();
        return taken;
    }
}
