package network.ian.p2p.sync;

import static network.ian.p2p.sync.CatchUpTest.equal;
import static network.ian.p2p.sync.CatchUpTest.holding;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;
import network.ian.core.view.SyncState.Consensus;
import network.ian.p2p.wire.AnnounceKind;
import network.ian.p2p.wire.FetchedItem;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.ReconcileEndReason;
import network.ian.p2p.wire.WireEntry;
import org.junit.jupiter.api.Test;

/** Announcements, heads and copies that nothing backs cost no entry, no lasting lag and no memory. */
class FalseClaimsTest {

    private final Wiring wiring = new Wiring(2);

    @Test
    void forgedAnnouncementsAreForgottenWhenTheirPeerHasNothing() {
        TestNode node = holding(wiring.node(), 0, 100);
        ScriptedPeer[] liar = new ScriptedPeer[1];
        liar[0] = wiring.scripted(node, 100, message -> {
            if (message instanceof Message.Fetch fetch) {
                List<FetchedItem> missing = new ArrayList<>();
                fetch.ids().forEach(id -> missing.add(new FetchedItem.Missing(id)));
                liar[0].send(new Message.Entries(fetch.request(), TestNode.TOPIC, true, missing));
            }
        });
        liar[0].announceForged(8_000);
        wiring.run(Duration.ofSeconds(3));
        assertThat(node.sync().gauges(node.goal()).wanted()).isZero();
        assertThat(node.sync().state(node.goal()).lag()).isZero();
        liar[0].announceForged(1_000);
        wiring.run(Duration.ofSeconds(3));
        assertThat(liar[0].received(Message.Fetch.class)).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void forgedAnnouncementsOfASilentPeerHoldNoLagAndBlockNobody() {
        TestNode node = holding(wiring.node(), 0, 100);
        TestNode honest = holding(wiring.node(), 0, 3_000);
        for (int number = 0; number < 10; number++) {
            wiring.scripted(node, 100, message -> {}).announceForged(4_000);
        }
        wiring.link(node, honest);
        assertThat(wiring.runUntil(() -> equal(node, honest), Duration.ofSeconds(15)))
                .isTrue();
        wiring.run(Duration.ofSeconds(15));
        assertThat(node.sync().state(node.goal()).lag()).isZero();
        wiring.run(Duration.ofSeconds(60));
        assertThat(node.sync().gauges(node.goal()).wanted()).isZero();
        assertThat(node.sync().askedIds()).isZero();
    }

    @Test
    void aHeadThatNothingBacksIsNotBelieved() {
        TestNode node = holding(wiring.node(), 0, 100);
        TestNode honest = holding(wiring.node(), 0, 100);
        wiring.link(node, honest);
        ScriptedPeer[] liar = new ScriptedPeer[1];
        liar[0] = wiring.scripted(node, 1_000_000, message -> answerAsIfEqual(liar[0], node, message));
        assertThat(node.sync().state(node.goal()).lag()).isEqualTo(999_900);
        wiring.run(Duration.ofSeconds(5));
        assertThat(node.sync().state(node.goal()).consensus()).isEqualTo(Consensus.SYNCHRONIZED);
        liar[0].send(new Message.Status(List.of(liar[0].head(2_000_000))));
        wiring.run(Duration.ofSeconds(1));
        assertThat(node.sync().state(node.goal()).lag()).isZero();
    }

    @Test
    void aHeadThatCannotBeLookedIntoIsNotBelieved() {
        TestNode node = holding(wiring.node(), 0, 100);
        TestNode honest = holding(wiring.node(), 0, 100);
        wiring.link(node, honest);
        ScriptedPeer[] liar = new ScriptedPeer[1];
        liar[0] = wiring.scripted(node, 1_000_000, message -> {
            if (message instanceof Message.Reconcile query) {
                liar[0].send(new Message.ReconcileEnd(query.session(), TestNode.TOPIC, ReconcileEndReason.BUSY));
            }
        });
        Bytes query = new NegentropyReconciliation().begin(node.goal()).first();
        for (int session = 1; session <= 60; session++) {
            liar[0].send(new Message.Reconcile(session, TestNode.TOPIC, true, query));
            wiring.run(Duration.ofSeconds(1));
        }
        assertThat(node.sync().state(node.goal()).lag()).isZero();
        assertThat(node.sync().state(node.goal()).consensus()).isEqualTo(Consensus.SYNCHRONIZED);
    }

    @Test
    void aForgedCopyDoesNotKeepTheGoodOneOut() {
        TestNode node = wiring.node();
        TestNode honest = holding(wiring.node(), 0, 1);
        WireEntry good = honest.store().entries().get(0);
        node.judge().verdict(good.id(), new Verdict.Reject(Reason.INVALID_SIGNATURE, "test"));
        ScriptedPeer[] forger = new ScriptedPeer[1];
        forger[0] = wiring.scripted(node, 0, message -> {
            if (message instanceof Message.Fetch fetch) {
                forger[0].send(new Message.Entries(
                        fetch.request(), TestNode.TOPIC, true, List.of(new FetchedItem.Whole(good))));
            }
        });
        forger[0].send(new Message.Announce(TestNode.TOPIC, AnnounceKind.HISTORY, List.of(good.id())));
        wiring.run(Duration.ofSeconds(1));
        assertThat(node.faults()).containsExactly("bad_signature");
        node.judge().forget(good.id());
        wiring.link(node, honest);
        assertThat(wiring.runUntil(() -> equal(node, honest), Duration.ofSeconds(5)))
                .isTrue();
    }

    private static void answerAsIfEqual(ScriptedPeer liar, TestNode node, Message message) {
        if (message instanceof Message.Reconcile query && query.fromInitiator()) {
            Bytes answer = new NegentropyReconciliation()
                    .answer(node.goal(), query.payload())
                    .orElseThrow();
            liar.send(new Message.Reconcile(query.session(), TestNode.TOPIC, false, answer));
        }
    }
}
