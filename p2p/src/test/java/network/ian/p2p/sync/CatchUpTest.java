package network.ian.p2p.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import network.ian.core.view.SyncState;
import network.ian.core.view.SyncState.Consensus;
import network.ian.p2p.wire.WireEntry;
import org.junit.jupiter.api.Test;

/** Nodes whose sets differ become equal. */
class CatchUpTest {

    private final Wiring wiring = new Wiring(1);

    @Test
    void equalSetsNeedNoReconciliation() {
        TestNode a = holding(wiring.node(), 0, 100);
        TestNode b = holding(wiring.node(), 0, 100);
        wiring.link(a, b);
        wiring.run(Duration.ofMinutes(2));
        assertThat(a.inbox().reconcileBytes() + b.inbox().reconcileBytes()).isZero();
        assertThat(a.sync().state(a.goal())).isEqualTo(new SyncState(Consensus.SYNCHRONIZED, 0));
        assertThat(a.sync().compared()).isTrue();
    }

    @Test
    void withoutPeersANodeIsIsolated() {
        TestNode a = holding(wiring.node(), 0, 10);
        assertThat(a.sync().state(a.goal())).isEqualTo(SyncState.ALONE);
        assertThat(a.sync().compared()).isFalse();
    }

    @Test
    void whatEitherLacksIsFoundAtConnecting() {
        TestNode a = holding(wiring.node(), 0, 300);
        TestNode b = holding(wiring.node(), 200, 550);
        wiring.link(a, b);
        assertThat(a.sync().state(a.goal()).consensus()).isEqualTo(Consensus.SYNCING);
        assertThat(a.sync().state(a.goal()).lag()).isEqualTo(50);
        assertThat(wiring.runUntil(() -> equal(a, b), Duration.ofSeconds(3))).isTrue();
        assertThat(a.goal().size()).isEqualTo(550);
        assertThat(a.inbox().wholeEntries()).isEqualTo(250);
        assertThat(b.inbox().wholeEntries()).isEqualTo(200);
        wiring.run(Duration.ofSeconds(5));
        assertThat(a.sync().state(a.goal())).isEqualTo(new SyncState(Consensus.SYNCHRONIZED, 0));
        assertThat(List.of(a.faults(), b.faults())).allMatch(List::isEmpty);
    }

    @Test
    void aFreshNodeFetchesFromSeveralPeersAndNothingTwice() {
        List<TestNode> full = List.of(wiring.node(), wiring.node(), wiring.node());
        full.forEach(node -> holding(node, 0, 20_000));
        TestNode fresh = wiring.node();
        full.forEach(node -> wiring.link(fresh, node));
        long begun = wiring.clock().nanos();
        assertThat(wiring.runUntil(() -> fresh.goal().size() == 20_000, Duration.ofSeconds(30)))
                .isTrue();
        // 40 ms there and back, 1.5 s at most for the first session: the rest is no waiting but work.
        assertThat(wiring.clock().nanos() - begun).isLessThan(5_000_000_000L);
        wiring.run(Duration.ofSeconds(30));
        assertThat(fresh.inbox().wholeEntries()).isEqualTo(20_000);
        assertThat(fresh.faults()).isEmpty();
        assertThat(fresh.sync().state(fresh.goal())).isEqualTo(new SyncState(Consensus.SYNCHRONIZED, 0));
        assertThat(fresh.sync().askedIds()).isZero();
        assertThat(fresh.sync().gauges(fresh.goal())).isEqualTo(new SyncGauges(0, 0, 0, 0, 0));
        full.forEach(node -> assertThat(node.inbox().wholeEntries()).isZero());
    }

    @Test
    void longBodiesComeInSeveralAnswers() {
        TestNode a = wiring.node();
        List<WireEntry> entries = new ArrayList<>();
        for (int number = 0; number < 100; number++) {
            entries.add(EntryStore.entry(number, number, 60_000));
        }
        a.hold(entries);
        TestNode fresh = wiring.node();
        wiring.link(a, fresh);
        assertThat(wiring.runUntil(() -> equal(a, fresh), Duration.ofSeconds(10)))
                .isTrue();
        assertThat(fresh.inbox().wholeEntries()).isEqualTo(100);
        assertThat(fresh.faults()).isEmpty();
    }

    @Test
    void anotherSupplierTakesOverFromOneThatDies() {
        TestNode dying = holding(wiring.node(), 0, 20_000);
        TestNode other = holding(wiring.node(), 0, 20_000);
        TestNode fresh = wiring.node();
        wiring.link(fresh, dying);
        wiring.link(fresh, other);
        assertThat(wiring.runUntil(() -> fresh.goal().size() > 5_000, Duration.ofSeconds(30)))
                .isTrue();
        wiring.cut(fresh, dying);
        assertThat(wiring.runUntil(() -> equal(fresh, other), Duration.ofSeconds(30)))
                .isTrue();
        assertThat(fresh.faults()).isEmpty();
    }

    @Test
    void anotherSupplierTakesOverFromOneThatFallsSilent() {
        TestNode mute = holding(wiring.node(), 0, 5_000);
        TestNode other = holding(wiring.node(), 0, 5_000);
        mute.disk().silent(true);
        TestNode fresh = wiring.node();
        wiring.link(fresh, mute);
        wiring.link(fresh, other);
        assertThat(wiring.runUntil(() -> equal(fresh, other), Duration.ofSeconds(60)))
                .isTrue();
    }

    @Test
    void aHealedPartitionSpreadsAlongALine() {
        List<TestNode> line = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            line.add(holding(wiring.node(), 0, 400));
            holding(line.get(number), number < 4 ? 400 : 700, number < 4 ? 700 : 900);
        }
        for (int number = 1; number < 8; number++) {
            if (number != 4) {
                wiring.link(line.get(number - 1), line.get(number));
            }
        }
        wiring.run(Duration.ofSeconds(30));
        wiring.link(line.get(3), line.get(4));
        assertThat(wiring.runUntil(
                        () -> line.stream().allMatch(node -> node.goal().size() == 900), Duration.ofSeconds(8)))
                .isTrue();
        line.forEach(node -> assertThat(node.inbox().wholeEntries()).isLessThanOrEqualTo(300));
        line.forEach(node -> assertThat(node.faults()).isEmpty());
    }

    @Test
    void whatGossipIsBringingIsNotFetched() {
        TestNode a = holding(wiring.node(), 0, 1_000);
        TestNode b = holding(wiring.node(), 0, 1_000);
        wiring.link(a, b);
        wiring.run(Duration.ofSeconds(5));
        for (int number = 1_000; number < 1_600; number++) {
            boolean even = number % 2 == 0;
            TestNode first = even ? a : b;
            TestNode second = even ? b : a;
            WireEntry entry = EntryStore.entry(number, number, 100);
            first.hold(List.of(entry));
            wiring.after(300_000_000, () -> second.hold(List.of(entry)));
            wiring.run(Duration.ofMillis(100));
        }
        wiring.run(Duration.ofSeconds(5));
        assertThat(equal(a, b)).isTrue();
        assertThat(a.inbox().wholeEntries() + b.inbox().wholeEntries()).isZero();
        // A minute of ten entries a second: a few sessions, each of some hundred bytes.
        assertThat(a.inbox().reconcileBytes() + b.inbox().reconcileBytes()).isLessThan(30_000);
    }

    @Test
    void whatGossipLostIsFetchedWithinSeconds() {
        TestNode a = holding(wiring.node(), 0, 1_000);
        TestNode b = holding(wiring.node(), 0, 1_000);
        wiring.link(a, b);
        wiring.run(Duration.ofSeconds(60));
        b.hold(List.of(EntryStore.entry(5_000, 5_000, 100)));
        assertThat(wiring.runUntil(() -> equal(a, b), Duration.ofSeconds(12))).isTrue();
    }

    @Test
    void aClosedGoalTakesNothingInButServes() {
        TestNode full = holding(wiring.node(), 0, 500);
        TestNode other = wiring.node();
        full.open(false);
        other.hold(List.of(EntryStore.entry(9_000, 9_000, 100)));
        wiring.link(full, other);
        wiring.run(Duration.ofSeconds(40));
        assertThat(other.goal().size()).isEqualTo(501);
        assertThat(full.goal().size()).isEqualTo(500);
        full.open(true);
        assertThat(wiring.runUntil(() -> equal(full, other), Duration.ofSeconds(70)))
                .isTrue();
        assertThat(List.of(full.faults(), other.faults())).allMatch(List::isEmpty);
    }

    static TestNode holding(TestNode node, int from, int to) {
        List<WireEntry> entries = new ArrayList<>();
        for (int number = from; number < to; number++) {
            entries.add(EntryStore.entry(number * 10L, number, 100));
        }
        node.hold(entries);
        return node;
    }

    static boolean equal(TestNode a, TestNode b) {
        return a.goal().head().sameSet(b.goal().head());
    }
}
