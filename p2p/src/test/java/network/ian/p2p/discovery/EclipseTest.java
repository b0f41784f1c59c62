package network.ian.p2p.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import network.ian.core.config.HostPort;
import network.ian.p2p.wire.AddressRecord;
import network.ian.p2p.wire.Message;
import org.junit.jupiter.api.Test;

/** Ten attackers for each honest node, in five address groups of fifty networks each, who tell of nobody but themselves. */
class EclipseTest {

    private static final int HONEST = 40;
    private static final int SYBILS = 400;
    private static final int GROUPS = 5;

    @Test
    void victimKeepsHonestPeers() {
        for (long seed = 1; seed <= 2; seed++) {
            attack(seed);
        }
    }

    private static void attack(long seed) {
        FakeNetwork network = new FakeNetwork(seed);
        HostPort first = FakeNetwork.place(0);
        for (int i = 0; i < HONEST; i++) {
            network.add(FakeNetwork.place(i), i, FakeNetwork.config(50, 8, first));
        }
        Set<FakeNode> honest = new LinkedHashSet<>(network.all());
        honest.forEach(node -> node.discovery.start());
        for (int i = 0; i < SYBILS; i++) {
            HostPort place = new HostPort("90." + i % GROUPS + "." + i / GROUPS % 50 + "." + (1 + i / 250), 9000);
            network.add(place, 10_000 + i, FakeNetwork.config(500, 1));
        }
        List<FakeNode> sybils = network.all().subList(HONEST, HONEST + SYBILS);
        List<AddressRecord> lies = sybils.stream().map(node -> node.record).toList();
        network.liar = node -> honest.contains(node)
                ? null
                : new Message.Peers(lies.subList(network.random.nextInt(SYBILS - 32), SYBILS)
                        .subList(0, 32));
        network.run(Duration.ofSeconds(40));

        FakeNode victim = network.add(FakeNetwork.place(900), 900, FakeNetwork.config(50, 8, first));
        victim.discovery.start();
        for (int round = 0; round < 30; round++) {
            sybils.subList(0, 100).forEach(node -> network.dial(node, victim.place, why -> {}));
            network.run(Duration.ofSeconds(20));
        }
        long honestPeers = victim.outbound().stream().filter(honest::contains).count();
        DiscoverySummary summary = victim.discovery.summary();
        String figures = "seed %d: %d of %d outbound are honest, %s"
                .formatted(seed, honestPeers, victim.outbound().size(), summary);
        System.out.println(figures);
        assertThat(honestPeers).as(figures).isGreaterThanOrEqualTo(8 - GROUPS);
        assertThat(summary.newAddresses()).as(figures).isLessThanOrEqualTo(AddressBook.MAX_NEW);
    }
}
