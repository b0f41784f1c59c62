package network.ian.p2p.sync;

import static network.ian.p2p.sync.CatchUpTest.equal;
import static network.ian.p2p.sync.CatchUpTest.holding;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import network.ian.core.codec.Bytes;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.ReconcileEndReason;
import org.junit.jupiter.api.Test;

/** Reconciliation over a link for which more waits than it takes at once. */
class FullLinkTest {

    private final Wiring wiring = new Wiring(1);

    @Test
    void aSessionGoesOnWhileWhatItFoundFillsTheLink() {
        TestNode full = holding(wiring.node(), 0, 20_000);
        TestNode fresh = wiring.node();
        wiring.link(full, fresh);
        assertThat(wiring.runUntil(() -> fresh.inbox().reconcileAnswers() == 1, Duration.ofSeconds(2)))
                .isTrue();
        full.congest(full.peer(fresh), true);
        wiring.after(300_000_000, () -> full.congest(full.peer(fresh), false));
        // A session that is refused is followed by another one after 3.75 s at the earliest.
        assertThat(wiring.runUntil(() -> equal(full, fresh), Duration.ofSeconds(3)))
                .isTrue();
        assertThat(fresh.inbox().wholeEntries()).isEqualTo(20_000);
        assertThat(List.of(full.faults(), fresh.faults())).allMatch(List::isEmpty);
    }

    @Test
    void aQueryIsAnsweredOnceTheLinkTakesMore() {
        TestNode node = holding(wiring.node(), 0, 100);
        ScriptedPeer peer = wiring.scripted(node, 100, message -> {});
        node.congest(peer.peer(), true);
        query(node, peer, 1);
        query(node, peer, 2);
        wiring.run(Duration.ofSeconds(9));
        assertThat(answers(peer)).isEmpty();
        assertThat(ends(peer)).isEmpty();
        node.congest(peer.peer(), false);
        wiring.run(Duration.ofSeconds(1));
        assertThat(answers(peer)).containsExactly(1, 2);
        wiring.run(Duration.ofSeconds(5));
        assertThat(answers(peer)).containsExactly(1, 2);
        assertThat(ends(peer)).isEmpty();
    }

    @Test
    void whoTakesNothingIsToldBusyBeforeItGivesUp() {
        TestNode node = holding(wiring.node(), 0, 100);
        ScriptedPeer peer = wiring.scripted(node, 100, message -> {});
        node.congest(peer.peer(), true);
        query(node, peer, 1);
        wiring.run(Duration.ofNanos(OwnSession.ANSWER_WITHIN_NANOS / 2));
        assertThat(answers(peer)).isEmpty();
        assertThat(ends(peer)).containsExactly(1);
        node.congest(peer.peer(), false);
        wiring.run(Duration.ofSeconds(1));
        assertThat(answers(peer)).isEmpty();
        query(node, peer, 2);
        wiring.run(Duration.ofSeconds(1));
        assertThat(answers(peer)).containsExactly(2);
        assertThat(ends(peer)).containsExactly(1);
    }

    @Test
    void noMoreWaitsThanTheLongestQueryAndSome() {
        TestNode node = holding(wiring.node(), 0, 100);
        ScriptedPeer peer = wiring.scripted(node, 100, message -> {});
        node.congest(peer.peer(), true);
        Bytes longest = Bytes.wrap(new byte[100 << 10]);
        for (int session = 1; session <= 4; session++) {
            peer.send(new Message.Reconcile(session, TestNode.TOPIC, true, longest));
        }
        wiring.run(Duration.ofSeconds(1));
        assertThat(ends(peer)).containsExactly(3, 4);
        query(node, peer, 5);
        wiring.run(Duration.ofSeconds(1));
        assertThat(ends(peer)).as("a short one still fits").containsExactly(3, 4);
    }

    /** Else who holds its link full would save up what it may ask, and have all of it answered at once. */
    @Test
    void whatWaitedIsAnsweredInOrderAndNoFasterThanItMayBeAsked() {
        TestNode node = holding(wiring.node(), 0, 100);
        ScriptedPeer peer = wiring.scripted(node, 100, message -> {});
        node.congest(peer.peer(), true);
        for (int session = 1; session <= 60; session++) {
            query(node, peer, session);
        }
        wiring.run(Duration.ofSeconds(1));
        node.congest(peer.peer(), false);
        wiring.run(Duration.ofMillis(200));
        assertThat(answers(peer)).hasSizeBetween(1, 15);
        query(node, peer, 61);
        wiring.run(Duration.ofSeconds(2));
        assertThat(answers(peer)).isEqualTo(IntStream.rangeClosed(1, 61).boxed().toList());
    }

    @Test
    void nothingIsAnsweredOnceTheConnectionHasEnded() {
        TestNode node = holding(wiring.node(), 0, 100);
        ScriptedPeer peer = wiring.scripted(node, 100, message -> {});
        node.congest(peer.peer(), true);
        query(node, peer, 1);
        wiring.run(Duration.ofSeconds(1));
        node.sync().down(peer.peer());
        node.congest(peer.peer(), false);
        wiring.run(Duration.ofSeconds(30));
        assertThat(answers(peer)).isEmpty();
        assertThat(ends(peer)).isEmpty();
    }

    private static void query(TestNode node, ScriptedPeer peer, int session) {
        Bytes first = new NegentropyReconciliation().begin(node.goal()).first();
        peer.send(new Message.Reconcile(session, TestNode.TOPIC, true, first));
    }

    /** Sessions of its own that the peer had an answer to. */
    private static List<Integer> answers(ScriptedPeer peer) {
        return peer.received(Message.Reconcile.class).stream()
                .filter(message -> !message.fromInitiator())
                .map(Message.Reconcile::session)
                .toList();
    }

    /** Sessions of its own that were refused. */
    private static List<Integer> ends(ScriptedPeer peer) {
        List<Message.ReconcileEnd> ends = peer.received(Message.ReconcileEnd.class);
        assertThat(ends).allMatch(end -> end.reason() == ReconcileEndReason.BUSY);
        return ends.stream().map(Message.ReconcileEnd::session).toList();
    }
}
