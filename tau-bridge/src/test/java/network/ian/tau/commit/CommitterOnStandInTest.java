package network.ian.tau.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.goal.AnchorSpec;
import network.ian.core.runtime.ManualClock;
import network.ian.core.view.Finality;
import network.ian.tau.client.LineTauNode;
import network.ian.tau.client.TauBlock;
import network.ian.tau.client.TauConnector;
import network.ian.tau.commit.AnchorsOnStandIn.Read;
import network.ian.tau.devnode.DevNode;
import network.ian.tau.devnode.DevNodeOptions;
import network.ian.tau.devnode.Fate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The committer over the wire with the stand-in, which checks signatures, sequence numbers, fees and expiry. */
class CommitterOnStandInTest {

    private static final Hash TOPIC = Sha256.of(new byte[] {7});

    private final ManualClock clock = new ManualClock();
    private final FakeFinalities finalities = new FakeFinalities();
    private final CommitBench.MemoryStore store = new CommitBench.MemoryStore();
    private final CommitBench.Counts counts = new CommitBench.Counts();
    private DevNode node;
    private LineTauNode line;
    private AnchorsOnStandIn chain;
    private Committer committer;

    @BeforeEach
    void start() throws IOException {
        node = DevNode.start(
                DevNodeOptions.like(clock.wall(), clock, new Random(1)).withoutTimer());
        line = new LineTauNode(
                TauConnector.to(new HostPort("127.0.0.1", node.port()), Duration.ofSeconds(5)),
                Duration.ofSeconds(30),
                clock,
                clock::advance);
        chain = new AnchorsOnStandIn(node, TOPIC);
        restart();
    }

    @AfterEach
    void stop() throws IOException {
        line.close();
        node.close();
    }

    private void restart() {
        AnchorSpec anchor = new AnchorSpec(
                DevNode.BLOCK_0,
                List.of(DevNode.VALIDATOR.bytes()),
                DevNode.COMMITTER_SECRET.publicKey().bytes(),
                3,
                Duration.ofMinutes(15),
                Duration.ofSeconds(5));
        committer = new Committer(
                DevNode.COMMITTER_SECRET,
                List.of(new CommitGoal("GOAL", TOPIC, anchor)),
                new CommitSettings(false, Duration.ofSeconds(10), 100, Duration.ofHours(24), 5, 100),
                new CommitPorts(
                        line, finalities, chain, finalities::size, store, clock.wall(), clock, new Random(1), counts));
    }

    private CommitState run(int seconds) {
        for (int i = 0; i < seconds; i += 2) {
            finalities.settled(TOPIC, Finality.Source.TAU, chain.settled(), 0);
            committer.step();
            clock.advance(Duration.ofSeconds(2));
        }
        return committer.status().state();
    }

    private void entries() {
        finalities.add(TOPIC, 3, clock.wall().millis() - 60_000);
    }

    @Test
    void anchorsStandOnItsChainOnceWhateverHappens() {
        entries();
        assertThat(run(10)).isEqualTo(CommitState.IN_FLIGHT);
        node.chain().mine();
        assertThat(run(10)).isEqualTo(CommitState.IDLE);

        entries();
        node.mischief().cutNextReplies(6, 0.5);
        run(300);
        assertThat(node.chain().waiting()).hasSize(1);
        node.chain().mineTwin();
        assertThat(run(60)).isEqualTo(CommitState.IDLE);

        entries();
        run(30);
        node.chain().mine();
        run(10);
        node.chain().reorganise(2, Fate.DROPPED);
        run(120);
        node.chain().mine();
        run(60);
        node.chain().mine();
        assertThat(run(60)).isEqualTo(CommitState.IDLE);

        entries();
        node.mischief().refuseNamedKeys(true);
        restart();
        run(60);
        node.chain().mine();
        assertThat(run(60)).isEqualTo(CommitState.IDLE);

        List<Read> read = chain.read();
        assertThat(read).extracting(Read::sequence).containsExactly(0L, 1L, 2L, 3L);
        assertThat(read).extracting(Read::size).containsExactly(3, 6, 9, 12);
        assertThat(counts.committed).isEqualTo(4);
        List<TauBlock> blocks = new ArrayList<>(node.chain().canonical());
        assertThat(blocks.get(blocks.size() - 1)
                        .transactions()
                        .get(0)
                        .operations()
                        .has("1000"))
                .isTrue();
    }
}
