package network.ian.p2p.sync;

import static network.ian.p2p.sync.CatchUpTest.equal;
import static network.ian.p2p.sync.CatchUpTest.holding;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;
import network.ian.core.view.SyncState.Consensus;
import network.ian.p2p.wire.AnnounceKind;
import network.ian.p2p.wire.FetchedItem;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.ReconcileEndReason;
import network.ian.p2p.wire.WireEntry;
import network.ian.p2p.wire.WireLimits;
import org.junit.jupiter.api.Test;

/** Peers that lie, withhold or fall silent cost no entry, no lasting lag and no memory. */
class HostilePeerTest {

    private final Wiring wiring = new Wiring(2);

    @Test
    void whatOnePeerWithholdsAnotherSupplies() {
        TestNode liar = holding(wiring.node(), 0, 1_000);
        TestNode honest = holding(wiring.node(), 0, 1_000);
        liar.store().entries().subList(0, 100).forEach(entry -> liar.withhold(entry.id()));
        TestNode fresh = wiring.node();
        wiring.link(fresh, liar);
        wiring.link(fresh, honest);
        assertThat(wiring.runUntil(() -> equal(fresh, honest), Duration.ofSeconds(10)))
                .isTrue();
        // What the liar had under way when it was found out comes twice.
        assertThat(fresh.wholeEntries()).isLessThanOrEqualTo(1_000 + Supply.REQUESTS * Supply.IDS);
    }

    /** An overloaded node is silent, as a liar is, and may be the only other one. */
    @Test
    void whoeverWithheldOnceIsAskedAgainLater() {
        TestNode slow = holding(wiring.node(), 0, 200);
        Hash id = slow.store().entries().get(7).id();
        slow.withhold(id);
        TestNode fresh = wiring.node();
        wiring.link(fresh, slow);
        wiring.run(Duration.ofSeconds(50));
        assertThat(fresh.store().entries()).hasSize(199);
        long faults = fresh.faults().size();
        slow.withholdNothing();
        assertThat(wiring.runUntil(() -> equal(fresh, slow), Duration.ofSeconds(90)))
                .isTrue();
        assertThat(fresh.faults()).hasSize((int) faults);
    }

    /** What a liar costs: a question after 1, 2, 4 ... minutes; what it costs who only is slow: one weak fault. */
    @Test
    void whatIsWithheldAgainAndAgainIsAskedForEverMoreSeldomAndBlamedOnce() {
        TestNode liar = holding(wiring.node(), 0, 200);
        Hash id = liar.store().entries().get(7).id();
        liar.withhold(id);
        TestNode fresh = wiring.node();
        wiring.link(fresh, liar);
        wiring.run(Duration.ofMinutes(60));
        assertThat(liar.fetchesOf(id)).isBetween(5, 7);
        assertThat(fresh.faults()).containsExactly("not_supplied");
    }

    @Test
    void whoeverWithholds64IdsIsNotReconciledWithForAnHour() {
        TestNode liar = holding(wiring.node(), 0, 1_000);
        liar.store().entries().subList(0, 64).forEach(entry -> liar.withhold(entry.id()));
        TestNode fresh = wiring.node();
        wiring.link(fresh, liar);
        wiring.run(Duration.ofSeconds(30));
        assertThat(fresh.faults()).isNotEmpty().containsOnly("not_supplied");
        int reconciled = fresh.reconcileAnswers();
        liar.hold(List.of(EntryStore.entry(1, 77_777, 10)));
        wiring.run(Duration.ofMinutes(50));
        assertThat(fresh.reconcileAnswers()).isEqualTo(reconciled);
        assertThat(fresh.sync().state(fresh.goal()).lag()).isZero();
        wiring.run(Duration.ofMinutes(12));
        assertThat(fresh.reconcileAnswers()).isGreaterThan(reconciled);
    }

    @Test
    void beingBarredOutlivesTheConnection() {
        TestNode liar = holding(wiring.node(), 0, 200);
        liar.store().entries().forEach(entry -> liar.withhold(entry.id()));
        TestNode fresh = wiring.node();
        wiring.link(fresh, liar);
        wiring.run(Duration.ofSeconds(10));
        wiring.cut(fresh, liar);
        int reconciled = fresh.reconcileAnswers();
        wiring.link(fresh, liar);
        wiring.run(Duration.ofMinutes(5));
        assertThat(fresh.reconcileAnswers()).isEqualTo(reconciled);
    }

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
        announce(liar[0], 8_000);
        wiring.run(Duration.ofSeconds(3));
        assertThat(node.sync().gauges(node.goal()).wanted()).isZero();
        assertThat(node.sync().state(node.goal()).lag()).isZero();
        announce(liar[0], 1_000);
        wiring.run(Duration.ofSeconds(3));
        assertThat(liar[0].received(Message.Fetch.class)).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void forgedAnnouncementsOfASilentPeerHoldNoLagAndBlockNobody() {
        TestNode node = holding(wiring.node(), 0, 100);
        TestNode honest = holding(wiring.node(), 0, 3_000);
        for (int number = 0; number < 10; number++) {
            announce(wiring.scripted(node, 100, message -> {}), 4_000);
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
    void dearAnswersWithoutEndAreTakenSlowly() {
        TestNode node = holding(wiring.node(), 0, 100);
        WireEntry held = node.store().entries().get(0);
        ScriptedPeer[] liar = new ScriptedPeer[1];
        liar[0] = wiring.scripted(node, 1_000_000, message -> {
            if (message instanceof Message.Reconcile query) {
                liar[0].send(new Message.Reconcile(query.session(), TestNode.TOPIC, false, dear(held.id())));
            }
        });
        wiring.run(Duration.ofSeconds(60));
        int burst = 128 / 12;
        assertThat(liar[0].received(Message.Reconcile.class)).hasSizeBetween(10, burst + 60 * 64 / 12 + 60);
    }

    @Test
    void dearQuestionsAreFewerThanCheapOnes() {
        TestNode node = holding(wiring.node(), 0, 100);
        ScriptedPeer peer = wiring.scripted(node, 100, message -> {});
        Bytes query = dear(node.store().entries().get(0).id());
        for (int session = 1; session <= 100; session++) {
            peer.send(new Message.Reconcile(session, TestNode.TOPIC, true, query));
        }
        wiring.run(Duration.ofSeconds(1));
        assertThat(peer.received(Message.Reconcile.class)).hasSizeBetween(8, 20);
        assertThat(node.faults()).isEmpty();
    }

    @Test
    void lateAnswersAreNoFault() {
        TestNode node = holding(wiring.node(), 0, 10);
        WireEntry late = EntryStore.entry(123_456, 1, 10);
        ScriptedPeer peer = wiring.scripted(node, 10, message -> {});
        peer.send(new Message.Announce(TestNode.TOPIC, AnnounceKind.HISTORY, List.of(late.id())));
        wiring.run(Duration.ofSeconds(15));
        int request = peer.received(Message.Fetch.class).get(0).request();
        peer.send(new Message.Entries(request, TestNode.TOPIC, true, List.of(new FetchedItem.Whole(late))));
        wiring.run(Duration.ofSeconds(1));
        assertThat(node.faults()).isEmpty();
        assertThat(node.connectedTo(peer.peer().id())).isTrue();
    }

    @Test
    void answersToWhatWasNeverAskedAreAFault() {
        TestNode node = holding(wiring.node(), 0, 10);
        ScriptedPeer peer = wiring.scripted(node, 10, message -> {});
        peer.send(new Message.Entries(7, TestNode.TOPIC, true, List.of()));
        wiring.run(Duration.ofSeconds(1));
        assertThat(node.faults()).containsExactly("protocol_violation");
        assertThat(node.closed()).containsExactly(GoodbyeReason.BANNED);
    }

    @Test
    void anEntryThatWasNotAskedForIsAFault() {
        TestNode node = holding(wiring.node(), 0, 10);
        WireEntry other = EntryStore.entry(5, 99, 10);
        ScriptedPeer[] peer = new ScriptedPeer[1];
        peer[0] = wiring.scripted(node, 10, message -> {
            if (message instanceof Message.Fetch fetch) {
                peer[0].send(new Message.Entries(
                        fetch.request(), TestNode.TOPIC, true, List.of(new FetchedItem.Whole(other))));
            }
        });
        announce(peer[0], 3);
        wiring.run(Duration.ofSeconds(1));
        assertThat(node.faults()).containsExactly("protocol_violation");
        assertThat(node.goal().contains(other.id())).isFalse();
        assertThat(node.sync().askedIds()).isZero();
    }

    @Test
    void aMalformedReconciliationIsAFaultOnEitherSide() {
        TestNode node = holding(wiring.node(), 0, 10);
        ScriptedPeer asking = wiring.scripted(node, 10, message -> {});
        asking.send(new Message.Reconcile(1, TestNode.TOPIC, true, Bytes.wrap(new byte[] {1, 2, 3})));
        ScriptedPeer[] answering = new ScriptedPeer[1];
        answering[0] = wiring.scripted(node, 50, message -> {
            if (message instanceof Message.Reconcile query) {
                answering[0].send(new Message.Reconcile(
                        query.session(), TestNode.TOPIC, false, Bytes.wrap(new byte[] {1, 2, 3})));
            }
        });
        wiring.run(Duration.ofSeconds(3));
        assertThat(node.faults()).containsExactly("protocol_violation", "protocol_violation");
        assertThat(node.sync().gauges(node.goal()).sessions()).isZero();
    }

    @Test
    void aSessionWithoutAnAnswerEndsAndIsAWeakFaultOfALivingPeer() {
        TestNode node = holding(wiring.node(), 0, 10);
        ScriptedPeer peer = wiring.scripted(node, 50, message -> {});
        wiring.run(Duration.ofSeconds(20));
        announce(peer, 1);
        wiring.run(Duration.ofSeconds(14));
        assertThat(node.faults()).contains("failed_sync");
        assertThat(peer.received(Message.ReconcileEnd.class)).isNotEmpty();
    }

    @Test
    void aForgedCopyDoesNotKeepTheGoodOneOut() {
        TestNode node = wiring.node();
        TestNode honest = holding(wiring.node(), 0, 1);
        WireEntry good = honest.store().entries().get(0);
        node.verdict(good.id(), new Verdict.Reject(Reason.INVALID_SIGNATURE, "test"));
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
        node.forgetVerdict(good.id());
        wiring.link(node, honest);
        assertThat(wiring.runUntil(() -> equal(node, honest), Duration.ofSeconds(5)))
                .isTrue();
    }

    @Test
    void aSlowReaderIsServedOnlyAsFastAsItReads() {
        TestNode node = holding(wiring.node(), 0, 2_000);
        ScriptedPeer reader = wiring.scripted(node, 2_000, message -> {});
        node.congest(reader.peer(), true);
        List<Hash> ids = node.store().entries().subList(0, WireLimits.ITEMS).stream()
                .map(WireEntry::id)
                .toList();
        for (int request = 1; request <= FetchServer.QUEUED + 1; request++) {
            reader.send(new Message.Fetch(request, TestNode.TOPIC, ids));
        }
        wiring.run(Duration.ofSeconds(5));
        assertThat(reader.received(Message.Entries.class)).isEmpty();
        assertThat(node.sync().servedFetches()).isEqualTo(FetchServer.QUEUED);
        assertThat(node.faults()).containsExactly("rate_limit");
        node.congest(reader.peer(), false);
        wiring.run(Duration.ofSeconds(1));
        assertThat(reader.received(Message.Entries.class))
                .as("a frame for each")
                .hasSize(FetchServer.QUEUED);
        assertThat(node.sync().servedFetches()).isZero();
    }

    @Test
    void aPeerThatAsksTooOftenIsToldBusy() {
        TestNode node = holding(wiring.node(), 0, 100);
        ScriptedPeer peer = wiring.scripted(node, 100, message -> {});
        Bytes query = new NegentropyReconciliation().begin(node.goal()).first();
        for (int session = 1; session <= 300; session++) {
            peer.send(new Message.Reconcile(session, TestNode.TOPIC, true, query));
        }
        wiring.run(Duration.ofSeconds(1));
        assertThat(peer.received(Message.Reconcile.class)).hasSize(128);
        assertThat(peer.received(Message.ReconcileEnd.class)).hasSize(172);
    }

    private void announce(ScriptedPeer peer, int ids) {
        List<Hash> forged = new ArrayList<>();
        for (int number = 0; number < ids; number++) {
            long random = wiring.random().nextLong();
            forged.add(Sha256.of(ByteBuffer.allocate(8).putLong(random).array()));
        }
        for (int from = 0; from < ids; from += 1_024) {
            List<Hash> batch = List.copyOf(forged.subList(from, Math.min(ids, from + 1_024)));
            peer.send(new Message.Announce(TestNode.TOPIC, AnnounceKind.HISTORY, batch));
        }
    }

    /** A well-formed message of some 96 KiB: an id at time 0, and then wrong fingerprints one after the other. */
    private static Bytes dear(Hash id) {
        int sums = 5_000;
        ByteBuffer message = ByteBuffer.allocate(1 + 3 + 1 + Hash.SIZE + sums * 19);
        message.put((byte) 0x61).put(new byte[] {2, 0, 2, 1}).put(id.view());
        for (int sum = 0; sum < sums; sum++) {
            message.put(new byte[] {2, 0, 1}).putLong(7).putLong(sum);
        }
        return Bytes.wrap(message.array());
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
