package network.ian.p2p.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import network.ian.core.config.HostPort;
import org.junit.jupiter.api.Test;

/** A node finds others by seeds, names, pinned peers and what it remembers, and dials nobody it should not. */
class DiscoveryTest {

    private final FakeNetwork network = new FakeNetwork(7);

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
        FakeNode full = network.lone(2, 1);
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

    private static boolean knows(FakeNode node, HostPort place) {
        return node.discovery.snapshot().addresses().stream()
                .anyMatch(known -> known.address().equals(place));
    }

    private void grow(int size) {
        for (int i = 0; i < size; i++) {
            network.add(FakeNetwork.place(i), i, FakeNetwork.config(50, 8, FakeNetwork.place(0)));
        }
        network.all().forEach(node -> node.discovery.start());
        network.run(Duration.ofSeconds(90));
    }
}
