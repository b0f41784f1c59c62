package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code kill -9} of the committer at random moments: one anchor for each sequence number, whatever was on its way. */
class TauKillIT {

    private static final Duration BLOCK = Duration.ofMillis(400);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LONGEST_LIFE_MS = 2_500;

    @RegisterExtension
    final Machine machine = new Machine();

    @Test
    void aKillOrTwo() throws Exception {
        survives(2);
    }

    @Test
    @Tag("proof")
    void thirtyKills() throws Exception {
        survives(30);
    }

    private void survives(int kills) throws Exception {
        long seed = Seed.of("kill -9 of the committer");
        Random random = new Random(seed);
        try (TauGoal goal = TauGoal.start(machine, seed, BLOCK, Duration.ZERO)) {
            goal.stand().mischief().cutReplies(0.1);
            Samples samples = goal.samples(seed);
            NodeProcess node = machine.node(goal.committing(1, 1).toArray(String[]::new));
            int most = 0;
            for (int kill = 0; kill < kills; kill++) {
                node.start();
                contribute(node, samples);
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(LONGEST_LIFE_MS * 1000)));
                contribute(node, samples);
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(200_000)));
                node.kill();
                most = Math.max(
                        most,
                        AnchorsOnChain.read(goal.stand(), goal.spec().topic())
                                .anchors()
                                .size());
            }
            node.start();
            contribute(node, samples);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(250))
                    .untilAsserted(() -> {
                        JsonNode state = node.api().status().withStatus(200).data();
                        assertThat(state.path("finality").path("size").asInt())
                                .as(node.api().get("/api/v1/tau").text())
                                .isEqualTo(state.path("log_size").asInt());
                    });
            AnchorsOnChain chain = AnchorsOnChain.read(goal.stand(), goal.spec().topic());
            chain.areOneEach();
            assertThat(most).isPositive();
            System.out.println("kill -9 of the committer: " + kills + " kills, "
                    + chain.anchors().size() + " anchors, one for each sequence number");
        }
    }

    private static void contribute(NodeProcess node, Samples samples) {
        boolean accepted = false;
        for (int i = 0; i < 50 && !accepted; i++) {
            accepted = node.api().contribute(samples.next()).withStatus(200).accepted();
        }
        assertThat(accepted).isTrue();
    }
}
