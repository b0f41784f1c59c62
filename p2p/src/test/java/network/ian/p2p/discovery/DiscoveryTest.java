package network.ian.p2p.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.p2p.peer.Direction;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.AddressRecord;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Message;
import org.junit.jupiter.api.Test;

class DiscoveryTest {

    private final FakeNetwork network = new FakeNetwork(7);
    private long links = 1_000_000;

    @Test
    void inboundLeavesRoomForOutbound() {
        FakeNode node = lone(20, 8);
        int admitted = 0;
        for (int i = 0; i < 12; i++) {
            admitted +=
                    node.discovery.refuses(inbound(i + 1, "203." + i + ".0.1")).isEmpty() ? 1 : 0;
        }
        assertThat(admitted).isEqualTo(12);
        assertThat(node.discovery.summary().inbound()).isEqualTo(12);
        for (int i = 12; i < 80; i++) {
            admitted +=
                    node.discovery.refuses(inbound(i + 1, "203." + i + ".0.1")).isEmpty() ? 1 : 0;
        }
        assertThat(node.discovery.summary().inbound()).isEqualTo(12);
        assertThat(node.discovery.summary().visitors()).isEqualTo(SlotRules.VISITORS);
        assertThat(admitted).isEqualTo(12 + SlotRules.VISITORS);
    }

    @Test
    void prefixHasFourInboundLoopbackAsManyAsItLikes() {
        assertThat(admitted("203.0.113.")).isEqualTo(4);
        assertThat(admitted("10.0.0.")).isEqualTo(32);
        assertThat(admitted("127.0.0.")).isEqualTo(40);
    }

    @Test
    void reconnectingNodeTakesItsOwnSlot() {
        FakeNode node = lone(2, 1);
        assertThat(node.discovery.refuses(inbound(1, "203.0.113.1"))).isEmpty();
        assertThat(node.discovery.refuses(inbound(1, "203.0.113.1"))).isEmpty();
        assertThat(node.discovery.summary().inbound()).isEqualTo(1);
        assertThat(node.discovery.summary().visitors()).isZero();
    }

    @Test
    void nameMeansAllItsAddresses() throws UnknownHostException {
        List<InetAddress> addresses = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            HostPort place = FakeNetwork.place(i);
            network.add(place, i, FakeNetwork.config(50, 8));
            addresses.add(InetAddress.getByName(place.host()));
        }
        network.names.put("seeds.example.org", addresses.subList(0, 2));
        FakeNode node = network.add(
                FakeNetwork.place(9), 9, FakeNetwork.config(50, 8, new HostPort("seeds.example.org", 9000)));
        network.all().forEach(one -> one.discovery.start());
        network.run(Duration.ofSeconds(30));
        assertThat(node.outbound()).hasSize(2);
        network.names.put("seeds.example.org", addresses);
        network.run(Duration.ofMinutes(8));
        assertThat(node.outbound()).hasSize(3);
    }

    @Test
    void unreachableAddressesCostOnlyTime() {
        HostPort[] seeds = new HostPort[64];
        for (int i = 0; i < seeds.length; i++) {
            seeds[i] = FakeNetwork.place(i + 1);
        }
        FakeNode node = network.add(FakeNetwork.place(0), 1, FakeNetwork.config(50, 8, seeds));
        node.discovery.start();
        network.run(Duration.ofMinutes(1));
        assertThat(node.faults).isZero();
        assertThat(node.discovery.summary().dialsInFlight()).isLessThanOrEqualTo(Dials.MOST);
        assertThat(node.allDials()).isBetween(20, 80);
    }

    @Test
    void seedsAreNeverForgotten() {
        HostPort seed = FakeNetwork.place(1);
        FakeNode node = network.add(FakeNetwork.place(0), 1, FakeNetwork.config(50, 8, seed));
        node.discovery.start();
        network.run(Duration.ofHours(3));
        network.add(seed, 2, FakeNetwork.config(50, 8)).discovery.start();
        network.run(Duration.ofMinutes(2));
        assertThat(node.outbound()).hasSize(1);
    }

    @Test
    void nodeFindsOutThatASeedIsItself() {
        HostPort self = FakeNetwork.place(0);
        FakeNode node = new FakeNode(network, FakeNetwork.place(5), 1, FakeNetwork.config(50, 8, self));
        network.nodes.put(self, node);
        node.discovery.start();
        network.run(Duration.ofHours(1));
        assertThat(node.dials).containsEntry(self, 1);
    }

    @Test
    void pinnedPeerIsKeptBesideAllLimits() {
        FakeNode full = lone(2, 1);
        FakeNode node = network.add(FakeNetwork.place(1), 77, FakeNetwork.config(2, 1, full.place));
        HostPort pin = new HostPort("20.2.1.99", 9000);
        FakeNode pinned = network.add(pin, 78, FakeNetwork.config(50, 8));
        network.all().forEach(one -> one.discovery.start());
        assertThat(node.discovery.pin(pin)).isTrue();
        network.run(Duration.ofSeconds(30));
        assertThat(node.outbound()).containsExactlyInAnyOrder(full, pinned);
        assertThat(node.discovery.pinnedIds()).containsExactly(pinned.id);
        assertThat(node.discovery.snapshot().pinned()).containsExactly(pin);
        pinned.crash();
        network.run(Duration.ofMinutes(20));
        FakeNode again = network.add(pin, 78, FakeNetwork.config(50, 8));
        network.run(Duration.ofMinutes(2));
        assertThat(node.outbound()).contains(again);
        assertThat(node.discovery.unpin(pin)).isTrue();
        assertThat(node.discovery.pinnedIds()).isEmpty();
    }

    @Test
    void restartFindsTheNetworkWithoutSeeds() {
        grow(40);
        FakeNode node = network.all().get(20);
        network.run(Duration.ofMinutes(6));
        KnownPeers remembered = KnownPeersCodec.decode(KnownPeersCodec.encode(node.discovery.snapshot(), 1));
        assertThat(remembered.anchors()).hasSize(Anchors.MOST);
        node.crash();
        network.all().get(0).crash();
        network.run(Duration.ofMinutes(2));
        FakeNode again = network.add(node.place, 20, FakeNetwork.config(50, 8));
        again.discovery.restore(remembered);
        again.discovery.start();
        network.run(Duration.ofSeconds(20));
        assertThat(again.outbound()).hasSize(8);
        assertThat(again.dials.keySet()).containsAll(remembered.anchors());
    }

    @Test
    void withoutExchangeOnlySeedsAndPinnedPeersAreDialled() {
        grow(12);
        HostPort pin = FakeNetwork.place(5);
        HostPort[] seeds = {FakeNetwork.place(0), FakeNetwork.place(1), FakeNetwork.place(2)};
        FakeNode node = network.add(FakeNetwork.place(40), 40, FakeNetwork.alone(seeds));
        node.discovery.restore(network.all().get(3).discovery.snapshot());
        node.discovery.start();
        node.discovery.pin(pin);
        network.run(Duration.ofMinutes(30));
        assertThat(node.dials.keySet()).containsExactlyInAnyOrder(seeds[0], seeds[1], seeds[2], pin);
        assertThat(node.discovery.snapshot().addresses())
                .extracting(KnownPeers.KnownAddress::address)
                .containsExactlyInAnyOrder(seeds[0], seeds[1], seeds[2], pin);
        assertThat(node.asks).isZero();
        assertThat(network.all().stream()
                        .filter(other -> other != node && knows(other, node.place))
                        .count())
                .as("others that know where the node is")
                .isPositive();
    }

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
        FakeNode node = lone(50, 8);
        Peer peer = greeted(node, "203.0.113.1");
        AddressRecord good = network.sign(key(4), new HostPort("20.7.7.7", 9000));
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
        FakeNode node = lone(50, 8);
        Peer peer = greeted(node, "203.0.113.1");
        Message.Peers answer = new Message.Peers(List.of(network.sign(key(4), new HostPort("20.7.7.7", 9000))));
        node.discovery.peers(peer, new Message.Peers(List.of()));
        node.discovery.peers(peer, answer);
        network.run(Duration.ofSeconds(1));
        assertThat(node.discovery.summary().newAddresses()).isZero();
        assertThat(node.faults).isZero();
    }

    @Test
    void recordsFromTheFutureOrLongAgoAreNotUsed() {
        FakeNode node = lone(50, 8);
        Peer peer = greeted(node, "203.0.113.1");
        long now = network.time.clock.wall().millis();
        List<AddressRecord> records = new ArrayList<>();
        long[] ages = {-11, -9, 0, 60 * 24 * 29, 60 * 24 * 31};
        for (int i = 0; i < ages.length; i++) {
            records.add(network.sign(
                    key(i),
                    FakeNetwork.place(i + 1),
                    now - Duration.ofMinutes(ages[i]).toMillis()));
        }
        node.discovery.peers(peer, new Message.Peers(records));
        network.run(Duration.ofMillis(500));
        assertThat(network.checks).isEqualTo(3);
    }

    private static boolean knows(FakeNode node, HostPort place) {
        return node.discovery.snapshot().addresses().stream()
                .anyMatch(known -> known.address().equals(place));
    }

    /** New addresses after a peer at {@code from} told of {@code hosts}. */
    private int learnt(String from, String... hosts) {
        FakeNode node = lone(50, 8);
        Peer peer = greeted(node, from);
        List<AddressRecord> records = new ArrayList<>();
        for (String host : hosts) {
            records.add(network.sign(key(records.size() + 50), new HostPort(host, 9000)));
        }
        node.discovery.peers(peer, new Message.Peers(records));
        network.run(Duration.ofSeconds(1));
        return node.discovery.summary().newAddresses();
    }

    private void grow(int size) {
        for (int i = 0; i < size; i++) {
            network.add(FakeNetwork.place(i), i, FakeNetwork.config(50, 8, FakeNetwork.place(0)));
        }
        network.all().forEach(node -> node.discovery.start());
        network.run(Duration.ofSeconds(90));
    }

    private int admitted(String network24) {
        FakeNode node = lone(200, 8);
        int admitted = 0;
        for (int i = 1; i <= 40; i++) {
            admitted += node.discovery.refuses(inbound(i, network24 + i)).isEmpty() ? 1 : 0;
        }
        return admitted;
    }

    private FakeNode lone(int maxPeers, int target) {
        return network.add(FakeNetwork.place(0), 1, FakeNetwork.config(maxPeers, target));
    }

    /** An outbound peer that is up, and was asked for addresses. */
    private Peer greeted(FakeNode node, String host) {
        Peer peer = new Peer(connection(9, host, Direction.OUTBOUND));
        assertThat(node.discovery.refuses(peer.connection())).isEmpty();
        node.links.put(peer.id(), new FakeLink(node, node, peer, peer));
        peer.introduce("", Optional.empty(), List.of());
        node.discovery.up(peer);
        return peer;
    }

    private Peer.Connection inbound(int node, String host) {
        return connection(node, host, Direction.INBOUND);
    }

    private Peer.Connection connection(int node, String host, Direction direction) {
        Hash id = Sha256.of(key(node).view());
        return new Peer.Connection(
                links++,
                id,
                key(node),
                direction,
                Endpoint.of(new HostPort(host, 9000)).orElseThrow().address(),
                9000,
                0,
                0);
    }

    private static Bytes key(int node) {
        byte[] key = new byte[32];
        key[0] = (byte) node;
        key[1] = 77;
        return Bytes.wrap(key);
    }

    @Test
    void stoppedNodeLetsNobodyIn() {
        FakeNode node = lone(50, 8);
        node.discovery.stop();
        assertThat(node.discovery.refuses(inbound(1, "203.0.113.1"))).contains(GoodbyeReason.SHUTTING_DOWN);
    }
}
