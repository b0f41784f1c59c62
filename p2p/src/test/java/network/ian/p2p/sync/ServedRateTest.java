package network.ian.p2p.sync;

import static network.ian.p2p.sync.CatchUpTest.holding;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.WireEntry;
import network.ian.p2p.wire.WireLimits;
import org.junit.jupiter.api.Test;

/** Peers that ask or answer without end, dearly or without reading are served no faster than the rates allow. */
class ServedRateTest {

    private final Wiring wiring = new Wiring(2);

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
}
