package network.ian.p2p.sync;

import static network.ian.p2p.sync.CatchUpTest.equal;
import static network.ian.p2p.sync.CatchUpTest.holding;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.view.SyncState;
import network.ian.core.view.SyncState.Consensus;
import network.ian.p2p.wire.AnnounceKind;
import network.ian.p2p.wire.FetchedItem;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.WireEntry;
import org.junit.jupiter.api.Test;

/** Headers without bodies wait outside set, log and lag. */
class MissingBodyTest {

    private final Wiring wiring = new Wiring(3);

    @Test
    void aBodyThatOneNodeDroppedComesFromAnother() {
        TestNode without = holding(wiring.node(), 0, 100);
        TestNode with = holding(wiring.node(), 0, 100);
        without.store().entries().forEach(entry -> without.disk().dropBody(entry.id()));
        TestNode fresh = wiring.node();
        wiring.link(fresh, without);
        wiring.run(Duration.ofSeconds(10));
        assertThat(fresh.goal().size()).isZero();
        assertThat(fresh.sync().gauges(fresh.goal()).pendingHeaders()).isEqualTo(100);
        assertThat(fresh.sync().gauges(fresh.goal()).wanted()).isZero();
        assertThat(fresh.faults()).isEmpty();
        wiring.link(fresh, with);
        assertThat(wiring.runUntil(() -> equal(fresh, with), Duration.ofSeconds(10)))
                .isTrue();
        wiring.run(Duration.ofSeconds(5));
        assertThat(fresh.sync().gauges(fresh.goal()).pendingHeaders()).isZero();
        assertThat(fresh.sync().state(fresh.goal())).isEqualTo(new SyncState(Consensus.SYNCHRONIZED, 0));
    }

    @Test
    void oneSuppliersHeadersAreBoundedAndExpire() {
        PendingHeaders headers = new PendingHeaders();
        Hash supplier = Sha256.of(new byte[] {1});
        for (int number = 0; number < 300; number++) {
            headers.add(headerOnly(number), supplier, 0);
        }
        assertThat(headers.size()).isEqualTo(PendingHeaders.OF_ONE_SUPPLIER);
        headers.expire(PendingHeaders.KEPT_NANOS - 1);
        assertThat(headers.size()).isEqualTo(PendingHeaders.OF_ONE_SUPPLIER);
        headers.expire(PendingHeaders.KEPT_NANOS);
        assertThat(headers.size()).isZero();
        headers.add(headerOnly(0), supplier, 0);
        assertThat(headers.size()).isEqualTo(1);
    }

    @Test
    void allHeadersTogetherAreBounded() {
        PendingHeaders headers = new PendingHeaders();
        for (int number = 0; number < 6_000; number++) {
            headers.add(headerOnly(number), Sha256.of(new byte[] {(byte) (number / 200)}), 0);
        }
        assertThat(headers.size()).isEqualTo(PendingHeaders.CAPACITY);
    }

    @Test
    void aHeaderThatIsNotOfItsIdIsAFault() {
        TestNode node = holding(wiring.node(), 0, 1);
        WireEntry other = EntryStore.entry(7, 7, 7);
        ScriptedPeer[] peer = new ScriptedPeer[1];
        peer[0] = wiring.scripted(node, 1, message -> {
            if (message instanceof Message.Fetch fetch) {
                FetchedItem item = new FetchedItem.HeaderOnly(fetch.ids().get(0), other.header(), other.signature());
                peer[0].send(new Message.Entries(fetch.request(), TestNode.TOPIC, true, List.of(item)));
            }
        });
        Hash id = Sha256.of(new byte[] {9});
        peer[0].send(new Message.Announce(TestNode.TOPIC, AnnounceKind.HISTORY, List.of(id)));
        wiring.run(Duration.ofSeconds(1));
        assertThat(node.faults()).containsExactly("invalid_contribution");
        assertThat(node.sync().gauges(node.goal()).pendingHeaders()).isZero();
    }

    private static FetchedItem.HeaderOnly headerOnly(int number) {
        WireEntry entry = EntryStore.entry(number, number, 1);
        return new FetchedItem.HeaderOnly(entry.id(), entry.header(), entry.signature());
    }
}
