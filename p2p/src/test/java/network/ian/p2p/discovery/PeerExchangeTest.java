package network.ian.p2p.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import network.ian.core.config.HostPort;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.AddressRecord;
import network.ian.p2p.wire.Message;
import org.junit.jupiter.api.Test;

/** Which addresses of a peer's answer are used, and whose fault a forged one is. */
class PeerExchangeTest {

    private final FakeNetwork network = new FakeNetwork(7);
    private final Connections connections = new Connections();

    @Test
    void publicPeerCannotNamePrivateAddresses() {
        assertThat(learnt("203.0.113.1", "10.0.0.7", "127.0.0.1", "20.7.7.7")).isEqualTo(1);
    }

    @Test
    void privatePeerMayNamePrivateAddresses() {
        assertThat(learnt("10.0.0.1", "10.0.0.7", "127.0.0.1", "20.7.7.7")).isEqualTo(2);
    }

    @Test
    void forgedRecordIsThePassersFault() {
        FakeNode node = network.lone(50, 8);
        Peer peer = connections.greeted(node, "203.0.113.1");
        AddressRecord good = network.sign(Connections.key(4), new HostPort("20.7.7.7", 9000));
        node.discovery.peers(
                peer,
                new Message.Peers(List.of(new AddressRecord(
                        good.publicKey(), FakeNetwork.place(3), good.timestampMs(), good.signature()))));
        network.run(Duration.ofSeconds(1));
        assertThat(node.faults).isEqualTo(1);
        assertThat(node.discovery.summary().newAddresses()).isZero();
    }

    @Test
    void answerThatNobodyAskedForIsIgnored() {
        FakeNode node = network.lone(50, 8);
        Peer peer = connections.greeted(node, "203.0.113.1");
        Message.Peers answer =
                new Message.Peers(List.of(network.sign(Connections.key(4), new HostPort("20.7.7.7", 9000))));
        node.discovery.peers(peer, new Message.Peers(List.of()));
        node.discovery.peers(peer, answer);
        network.run(Duration.ofSeconds(1));
        assertThat(node.discovery.summary().newAddresses()).isZero();
        assertThat(node.faults).isZero();
    }

    @Test
    void recordsFromTheFutureOrLongAgoAreNotUsed() {
        FakeNode node = network.lone(50, 8);
        Peer peer = connections.greeted(node, "203.0.113.1");
        long now = network.time.clock.wall().millis();
        List<AddressRecord> records = new ArrayList<>();
        long[] ages = {-11, -9, 0, 60 * 24 * 29, 60 * 24 * 31};
        for (int i = 0; i < ages.length; i++) {
            records.add(network.sign(
                    Connections.key(i),
                    FakeNetwork.place(i + 1),
                    now - Duration.ofMinutes(ages[i]).toMillis()));
        }
        node.discovery.peers(peer, new Message.Peers(records));
        network.run(Duration.ofMillis(500));
        assertThat(network.checks).isEqualTo(3);
    }

    /** New addresses after a peer at {@code from} told of {@code hosts}. */
    private int learnt(String from, String... hosts) {
        FakeNode node = network.lone(50, 8);
        Peer peer = connections.greeted(node, from);
        List<AddressRecord> records = new ArrayList<>();
        for (String host : hosts) {
            records.add(network.sign(Connections.key(records.size() + 50), new HostPort(host, 9000)));
        }
        node.discovery.peers(peer, new Message.Peers(records));
        network.run(Duration.ofSeconds(1));
        return node.discovery.summary().newAddresses();
    }
}
