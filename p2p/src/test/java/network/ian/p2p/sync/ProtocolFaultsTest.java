package network.ian.p2p.sync;

import static network.ian.p2p.sync.CatchUpTest.holding;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.p2p.wire.AnnounceKind;
import network.ian.p2p.wire.FetchedItem;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.WireEntry;
import org.junit.jupiter.api.Test;

/** Which answers of a peer are its fault: unasked, wrong, malformed or none at all, but not late ones. */
class ProtocolFaultsTest {

    private final Wiring wiring = new Wiring(2);

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
        peer[0].announceForged(3);
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
        peer.announceForged(1);
        wiring.run(Duration.ofSeconds(14));
        assertThat(node.faults()).contains("failed_sync");
        assertThat(peer.received(Message.ReconcileEnd.class)).isNotEmpty();
    }
}
