package network.ian.p2p.transport;

import static network.ian.p2p.transport.RunningNode.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import network.ian.core.crypto.Hash;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.GoalSpecCodec;
import network.ian.core.ingest.Entrance;
import network.ian.core.log.LogView;
import network.ian.core.node.Goal;
import network.ian.core.runtime.WallClock;
import network.ian.core.verdict.Verdict;
import network.ian.core.view.SyncState;
import network.ian.p2p.wire.WireEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Goals that come to running nodes, over real TLS. */
@ExtendWith(LeakWatch.class)
class LateGoalTest {

    /** More than any other goal of these nodes allows. */
    private static final int LARGE = 6 << 20;

    @TempDir
    private Path data;

    private final SampleEntries entries = new SampleEntries(11);
    private final GoalSpec spec = spec("LATE", LARGE);

    @Test
    void whoAddsAGoalGetsAllOfItWithoutARestartAndAfterOne() throws Exception {
        RunningNode three = new RunningNode(data.resolve("3"));
        try (RunningNode one = new RunningNode(data.resolve("1"));
                RunningNode two = new RunningNode(data.resolve("2"))) {
            one.meet(two);
            one.meet(three);
            two.meet(three);
            assertThat(allowed(one)).isLessThan(LARGE);
            one.node.addGoal(spec);
            soon().until(() -> allowed(one) == LARGE);
            contribute(one, 5);
            two.node.addGoal(spec);
            contribute(two, 5);
            agree(10, one, two);
            assertThat(three.network.snapshot().sync()).doesNotContainKey("LATE");

            three.node.addGoal(spec);
            agree(10, one, two, three);
            contribute(three, 5);
            agree(15, one, two, three);

            three.close();
            contribute(two, 3);
            three = new RunningNode(data.resolve("3"));
            three.meet(one);
            agree(18, one, two, three);
            for (RunningNode node : List.of(one, two, three)) {
                assertThat(node.counts.invalid).isEmpty();
                assertThat(node.network.snapshot().banned()).isEmpty();
            }
        } finally {
            three.close();
        }
    }

    /** Bytes of the longest body that a frame may have. */
    private static int allowed(RunningNode node) {
        return node.network.frameLimits().maxBodyBytes();
    }

    /** Has so many contributions accepted. */
    private void contribute(RunningNode node, int count) throws Exception {
        Goal goal = node.node.goal("LATE").orElseThrow();
        int accepted = 0;
        for (int i = 0; accepted < count && i < 200; i++) {
            WireEntry entry = entries.next(spec.topic(), WallClock.system().millis());
            Verdict verdict = node.node
                    .ingress()
                    .submit(goal, entry.header(), entry.signature(), entry.body(), Entrance.DOOR)
                    .get(20, TimeUnit.SECONDS)
                    .verdict();
            accepted += verdict instanceof Verdict.Accept ? 1 : 0;
        }
        assertThat(accepted).isEqualTo(count);
    }

    /** Waits until all hold the same log of this size and know it. */
    private static void agree(int size, RunningNode... nodes) {
        soon().untilAsserted(() -> {
            for (RunningNode node : nodes) {
                assertThat(log(node).size()).isEqualTo(size);
                assertThat(root(node)).isEqualTo(root(nodes[0]));
                // The goal is open a moment before its state of sync is shown.
                assertThat(node.network.snapshot().sync())
                        .hasEntrySatisfying(
                                "LATE",
                                state -> assertThat(state.consensus()).isEqualTo(SyncState.Consensus.SYNCHRONIZED));
            }
        });
    }

    private static Hash root(RunningNode node) {
        return log(node).rootAt(log(node).size());
    }

    private static LogView log(RunningNode node) {
        return node.node.goal("LATE").orElseThrow().view().orElseThrow().log();
    }

    private static GoalSpec spec(String goalId, int maxPackBytes) {
        String demo = new String(GoalCatalog.demoGoal().canonical().toArray(), StandardCharsets.UTF_8);
        return GoalSpecCodec.decode(
                "spec",
                demo.replace("DEMO_TRADING_AGENT", goalId)
                        .replaceFirst("\"max_pack_bytes\":[0-9]+", "\"max_pack_bytes\":" + maxPackBytes)
                        .getBytes(StandardCharsets.UTF_8));
    }
}
