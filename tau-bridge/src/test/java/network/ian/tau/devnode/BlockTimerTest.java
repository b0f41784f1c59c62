package network.ian.tau.devnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import network.ian.core.runtime.ManualClock;
import network.ian.tau.transaction.TauTransaction;
import org.junit.jupiter.api.Test;

/** Blocks that come by themselves; these tests wait for them, however long it takes. */
class BlockTimerTest {

    private static final Duration SOON = Duration.ofMillis(5);

    private final ManualClock clock = new ManualClock();

    @Test
    void aBlockFollowsATransactionAndNoneFollowsABlock() throws IOException {
        try (DevNode node = start(SOON, false);
                RawClient client = new RawClient(node)) {
            for (int sequence = 0; sequence < 3; sequence++) {
                int height = sequence + 1;
                assertThat(node.chain().head().header().number()).isEqualTo(sequence);
                assertThat(client.send(anchor(sequence))).isEqualTo("ok");
                await().until(() -> node.chain().head().header().number() == height);
            }
            assertThat(node.chain().canonical().subList(1, 4))
                    .allSatisfy(block -> assertThat(block.transactions()).hasSize(1));
        }
    }

    @Test
    void aTransactionThatAReorganisationFreedGetsIntoALaterBlock() throws IOException {
        try (DevNode node = start(SOON, false);
                RawClient client = new RawClient(node)) {
            client.send(anchor(0));
            await().until(() -> node.chain().head().header().number() == 1);
            node.chain().reorganise(1, Fate.REQUEUED);
            await().until(() -> node.chain().head().header().number() == 3);
            assertThat(node.chain().head().transactionIds())
                    .containsExactly(anchor(0).hash());
        }
    }

    @Test
    void emptyBlocksComeWithoutTransactions() throws IOException {
        try (DevNode node = start(SOON, true)) {
            await().until(() -> node.chain().head().header().number() >= 3);
            Walk.verifies(node.chain().canonical());
        }
    }

    @Test
    void tenThatWaitAreMinedBeforeTheirTime() throws IOException {
        try (DevNode node = start(Duration.ofDays(1), false);
                RawClient client = new RawClient(node)) {
            node.mischief().liftRateLimits(true);
            for (int sequence = 0; sequence < 10; sequence++) {
                assertThat(client.send(anchor(sequence))).isEqualTo("ok");
            }
            await().until(() -> node.chain().head().transactions().size() == 10);
        }
    }

    private DevNode start(Duration every, boolean empty) throws IOException {
        return DevNode.start(Bench.options(clock, 1).withBlocks(every, empty));
    }

    private TauTransaction anchor(long sequence) {
        long expiry = clock.wall().instant().getEpochSecond() + 600;
        return TauTransaction.sign(
                DevNode.COMMITTER_SECRET, sequence, expiry, 10, Bench.operation("ian", "IAN1:" + sequence));
    }
}
