package network.ian.p2p.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import network.ian.core.view.SyncState.Consensus;
import network.ian.p2p.wire.WireEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Four nodes in a line with random sets end with the union, and stay quiet then. */
class ConvergenceTest {

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aLineConverges(long seed) {
        Wiring wiring = new Wiring(seed);
        Random random = new Random(seed);
        wiring.latency(Duration.ofMillis(1 + random.nextInt(200)));
        List<TestNode> line = new ArrayList<>();
        EntryStore union = new EntryStore();
        for (int number = 0; number < 4; number++) {
            TestNode node = wiring.node();
            List<WireEntry> held = entries(random, 1 << random.nextInt(12));
            held.forEach(union::add);
            node.hold(held);
            line.add(node);
        }
        for (int number = 1; number < 4; number++) {
            wiring.link(line.get(number - 1), line.get(number));
        }
        boolean converged = wiring.runUntil(
                () -> line.stream().allMatch(node -> node.goal().size() == union.entryCount()), Duration.ofSeconds(90));
        assertThat(converged).as("seed %d", seed).isTrue();
        wiring.run(Duration.ofSeconds(10));
        for (TestNode node : line) {
            assertThat(node.goal().head().logRoot()).isEqualTo(union.rootAt(union.logSize()));
            assertThat(node.sync().state(node.goal()).consensus()).isEqualTo(Consensus.SYNCHRONIZED);
            assertThat(node.faults()).isEmpty();
            assertThat(node.sync().gauges(node.goal())).isEqualTo(new SyncGauges(0, 0, 0, 0, 0));
            assertThat(node.sync().askedIds()).isZero();
            assertThat(node.intake().judging()).isZero();
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    private static List<WireEntry> entries(Random random, int count) {
        List<WireEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = random.nextInt(4_096);
            entries.add(EntryStore.entry(number / 8, number, 50));
        }
        return entries;
    }
}
