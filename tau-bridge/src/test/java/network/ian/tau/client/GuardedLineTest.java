package network.ian.tau.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import network.ian.core.crypto.Hash;
import network.ian.core.runtime.ManualClock;
import network.ian.core.view.TauStatus.Breaker;
import network.ian.tau.golden.GoldenVectors;
import network.ian.tau.transaction.TauTransaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The guard round a real connection. */
class GuardedLineTest {

    private static final String HASH = "1c59c7d8b87e92d7af657ff6de3b381999c2370465e831e3f69add6d3f7f5024";

    private final ManualClock clock = new ManualClock();
    private final ScheduledExecutorService alarm = Executors.newSingleThreadScheduledExecutor();
    private final TauTransaction transaction =
            GoldenVectors.transaction(GoldenVectors.transactions().findFirst().orElseThrow());
    private ScriptedTau server;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedTau();
    }

    @AfterEach
    void stop() throws IOException {
        alarm.shutdownNow();
        server.close();
    }

    private GuardedTau guard(GuardSettings settings) {
        LineTauNode node = new LineTauNode(server, Duration.ofSeconds(60), clock, clock::advance);
        return new GuardedTau(node, new TauBreaker(settings, clock), settings, alarm, new Random(1), clock::advance);
    }

    @Test
    void aSilentNodeIsCutAndItsLateAnswerIsNobodys() throws Exception {
        GuardSettings hasty = new GuardSettings(
                100,
                Duration.ofSeconds(30),
                3,
                Duration.ofMillis(50),
                Duration.ofSeconds(60),
                1,
                Duration.ofMillis(500),
                Duration.ofSeconds(5));
        try (GuardedTau guard = guard(hasty)) {
            server.silence();
            assertThatThrownBy(() -> guard.send(transaction))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no answer of the Tau node within 50 ms");
            // The stream of blocks has the long limit, so that a slow machine does not matter here.
            server.ok("getblocks", "[]");
            guard.blocks(block -> {});
            assertThat(server.accepted()).isEqualTo(2);
        }
    }

    @Test
    void cutConnectionsAreMendedForWhatIsIdempotentOnly() throws Exception {
        try (GuardedTau guard = guard(GuardSettings.RUNBOOK)) {
            server.cutOff("{\"status\":\"o").cutOff("").ok("gettxstatus", "{\"status\":\"queued\"}");
            assertThat(guard.status(Hash.fromHex("hash", HASH)).state())
                    .isEqualTo(TauNode.TransactionStatus.State.QUEUED);
            server.cutOff("");
            assertThatThrownBy(() -> guard.send(transaction)).isInstanceOf(IOException.class);
            assertThat(server.commands())
                    .hasSize(4)
                    .filteredOn(line -> line.startsWith("sendtx"))
                    .hasSize(1);
            assertThat(guard.breaker().state()).isEqualTo(Breaker.CLOSED);
        }
    }

    @Test
    void aNodeThatIsNotThereOpensTheBreaker() throws Exception {
        try (GuardedTau guard = guard(GuardSettings.RUNBOOK)) {
            server.close();
            assertThatThrownBy(guard::hello).isInstanceOf(IOException.class);
            assertThatThrownBy(guard::hello).isInstanceOf(BreakerOpenException.class);
            assertThat(guard.breaker().state()).isEqualTo(Breaker.OPEN);
        }
    }
}
