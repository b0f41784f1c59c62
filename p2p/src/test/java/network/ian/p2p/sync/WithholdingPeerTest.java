package network.ian.p2p.sync;

import static network.ian.p2p.sync.CatchUpTest.equal;
import static network.ian.p2p.sync.CatchUpTest.holding;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import network.ian.core.crypto.Hash;
import org.junit.jupiter.api.Test;

/** What a peer withholds comes from others or later, and who withholds much is left alone for a while. */
class WithholdingPeerTest {

    private final Wiring wiring = new Wiring(2);

    @Test
    void whatOnePeerWithholdsAnotherSupplies() {
        TestNode liar = holding(wiring.node(), 0, 1_000);
        TestNode honest = holding(wiring.node(), 0, 1_000);
        liar.store().entries().subList(0, 100).forEach(entry -> liar.disk().withhold(entry.id()));
        TestNode fresh = wiring.node();
        wiring.link(fresh, liar);
        wiring.link(fresh, honest);
        assertThat(wiring.runUntil(() -> equal(fresh, honest), Duration.ofSeconds(10)))
                .isTrue();
        // What the liar had under way when it was found out comes twice.
        assertThat(fresh.inbox().wholeEntries()).isLessThanOrEqualTo(1_000 + Supply.REQUESTS * Supply.IDS);
    }

    /** An overloaded node is silent, as a liar is, and may be the only other one. */
    @Test
    void whoeverWithheldOnceIsAskedAgainLater() {
        TestNode slow = holding(wiring.node(), 0, 200);
        Hash id = slow.store().entries().get(7).id();
        slow.disk().withhold(id);
        TestNode fresh = wiring.node();
        wiring.link(fresh, slow);
        wiring.run(Duration.ofSeconds(50));
        assertThat(fresh.store().entries()).hasSize(199);
        long faults = fresh.faults().size();
        slow.disk().withholdNothing();
        assertThat(wiring.runUntil(() -> equal(fresh, slow), Duration.ofSeconds(90)))
                .isTrue();
        assertThat(fresh.faults()).hasSize((int) faults);
    }

    /** What a liar costs: a question after 1, 2, 4 ... minutes; what it costs who only is slow: one weak fault. */
    @Test
    void whatIsWithheldAgainAndAgainIsAskedForEverMoreSeldomAndBlamedOnce() {
        TestNode liar = holding(wiring.node(), 0, 200);
        Hash id = liar.store().entries().get(7).id();
        liar.disk().withhold(id);
        TestNode fresh = wiring.node();
        wiring.link(fresh, liar);
        wiring.run(Duration.ofMinutes(60));
        assertThat(liar.disk().fetchesOf(id)).isBetween(5, 7);
        assertThat(fresh.faults()).containsExactly("not_supplied");
    }

    @Test
    void whoeverWithholds64IdsIsNotReconciledWithForAnHour() {
        TestNode liar = holding(wiring.node(), 0, 1_000);
        liar.store().entries().subList(0, 64).forEach(entry -> liar.disk().withhold(entry.id()));
        TestNode fresh = wiring.node();
        wiring.link(fresh, liar);
        wiring.run(Duration.ofSeconds(30));
        assertThat(fresh.faults()).isNotEmpty().containsOnly("not_supplied");
        int reconciled = fresh.inbox().reconcileAnswers();
        liar.hold(List.of(EntryStore.entry(1, 77_777, 10)));
        wiring.run(Duration.ofMinutes(50));
        assertThat(fresh.inbox().reconcileAnswers()).isEqualTo(reconciled);
        assertThat(fresh.sync().state(fresh.goal()).lag()).isZero();
        wiring.run(Duration.ofMinutes(12));
        assertThat(fresh.inbox().reconcileAnswers()).isGreaterThan(reconciled);
    }

    @Test
    void beingBarredOutlivesTheConnection() {
        TestNode liar = holding(wiring.node(), 0, 200);
        liar.store().entries().forEach(entry -> liar.disk().withhold(entry.id()));
        TestNode fresh = wiring.node();
        wiring.link(fresh, liar);
        wiring.run(Duration.ofSeconds(10));
        wiring.cut(fresh, liar);
        int reconciled = fresh.inbox().reconcileAnswers();
        wiring.link(fresh, liar);
        wiring.run(Duration.ofMinutes(5));
        assertThat(fresh.inbox().reconcileAnswers()).isEqualTo(reconciled);
    }
}
