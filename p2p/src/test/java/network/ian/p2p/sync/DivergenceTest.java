package network.ian.p2p.sync;

import static network.ian.p2p.sync.CatchUpTest.holding;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import network.ian.core.view.SyncState.Consensus;
import network.ian.p2p.wire.Head;
import network.ian.p2p.wire.Message;
import org.junit.jupiter.api.Test;

/** Equal sets with unequal roots. */
class DivergenceTest {

    private final Wiring wiring = new Wiring(4);

    @Test
    void theFirstDifferingPositionIsFound() {
        for (int position : List.of(0, 64, 2_047, 2_999)) {
            TestNode good = holding(wiring.node(), 0, 3_000);
            TestNode bad = holding(wiring.node(), 0, 3_000);
            bad.store().wrongFrom(position);
            bad.goal().refresh();
            wiring.link(good, bad);
            wiring.run(Duration.ofSeconds(20));
            assertThat(good.sync().state(good.goal()).consensus()).isEqualTo(Consensus.SYNCHRONIZED);
            wiring.run(Duration.ofSeconds(20));
            assertThat(good.sync().state(good.goal()).consensus()).isEqualTo(Consensus.DIVERGED);
            assertThat(good.sync().firstDifference(good.goal())).hasValue(position);
            assertThat(bad.sync().firstDifference(bad.goal())).hasValue(position);
            assertThat(good.faults()).isEmpty();
        }
    }

    @Test
    void itEndsWhenTheRootsAgreeAgain() {
        TestNode good = holding(wiring.node(), 0, 100);
        TestNode bad = holding(wiring.node(), 0, 100);
        bad.store().wrongFrom(10);
        bad.goal().refresh();
        wiring.link(good, bad);
        wiring.run(Duration.ofSeconds(40));
        assertThat(bad.sync().state(bad.goal()).consensus()).isEqualTo(Consensus.DIVERGED);
        bad.store().wrongFrom(Integer.MAX_VALUE);
        bad.goal().refresh();
        wiring.run(Duration.ofSeconds(5));
        assertThat(good.sync().state(good.goal()).consensus()).isEqualTo(Consensus.SYNCHRONIZED);
        assertThat(bad.sync().state(bad.goal()).consensus()).isEqualTo(Consensus.SYNCHRONIZED);
    }

    @Test
    void otherRootsOverAnotherFrozenPrefixAreNoDivergence() {
        TestNode ahead = holding(wiring.node(), 0, 100);
        TestNode behind = holding(wiring.node(), 0, 100);
        ahead.store().wrongFrom(10);
        ahead.store().freeze(50);
        ahead.goal().refresh();
        wiring.link(ahead, behind);
        wiring.run(Duration.ofMinutes(2));
        assertThat(behind.sync().state(behind.goal()).consensus()).isEqualTo(Consensus.SYNCHRONIZED);
        assertThat(ahead.sync().state(ahead.goal()).consensus()).isEqualTo(Consensus.SYNCHRONIZED);
        assertThat(behind.sync().firstDifference(behind.goal())).isEmpty();
        behind.store().freeze(50);
        behind.goal().refresh();
        wiring.run(Duration.ofSeconds(20));
        assertThat(behind.sync().state(behind.goal()).consensus()).isEqualTo(Consensus.SYNCHRONIZED);
        wiring.run(Duration.ofSeconds(20));
        assertThat(behind.sync().state(behind.goal()).consensus()).isEqualTo(Consensus.DIVERGED);
        assertThat(behind.sync().firstDifference(behind.goal())).hasValue(10);
    }

    @Test
    void aConflictEndsWhenAnotherPrefixFreezes() {
        TestNode one = holding(wiring.node(), 0, 100);
        TestNode other = holding(wiring.node(), 0, 100);
        one.store().wrongFrom(10);
        one.goal().refresh();
        wiring.link(one, other);
        wiring.run(Duration.ofSeconds(40));
        assertThat(other.sync().state(other.goal()).consensus()).isEqualTo(Consensus.DIVERGED);
        one.store().freeze(50);
        one.goal().refresh();
        wiring.run(Duration.ofSeconds(5));
        assertThat(other.sync().state(other.goal()).consensus()).isEqualTo(Consensus.SYNCHRONIZED);
    }

    @Test
    void oneLiarAmongPeersThatAgreeChangesNothing() {
        TestNode node = holding(wiring.node(), 0, 100);
        TestNode bad = holding(wiring.node(), 0, 100);
        bad.store().wrongFrom(10);
        bad.goal().refresh();
        wiring.link(node, bad);
        wiring.link(node, holding(wiring.node(), 0, 100));
        wiring.link(node, holding(wiring.node(), 0, 100));
        wiring.run(Duration.ofSeconds(60));
        assertThat(node.sync().state(node.goal()).consensus()).isEqualTo(Consensus.SYNCHRONIZED);
        assertThat(node.sync().firstDifference(node.goal())).hasValue(10);
    }

    @Test
    void aLiarThatAnswersNonsenseEndsTheSearch() {
        TestNode node = holding(wiring.node(), 0, 100);
        ScriptedPeer[] liar = new ScriptedPeer[1];
        liar[0] = wiring.scripted(node, 0, message -> {
            if (message instanceof Message.AskRoots ask) {
                liar[0].send(new Message.Roots(ask.request(), TestNode.TOPIC, List.of()));
            }
        });
        Head own = node.goal().head();
        Head claim = new Head(
                own.topic(),
                own.entries(),
                own.set(),
                own.logSize(),
                liar[0].peer().id(),
                own.frozenSize());
        liar[0].send(new Message.Status(List.of(claim)));
        wiring.run(Duration.ofMinutes(5));
        assertThat(node.sync().firstDifference(node.goal())).isEqualTo(OptionalLong.empty());
        assertThat(liar[0].received(Message.AskRoots.class)).hasSizeLessThan(40);
    }
}
