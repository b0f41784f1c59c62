package network.ian.p2p.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.ian.core.config.HostPort;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What network nodes build that know one seed. */
class OverlayTest {

    @Test
    void nodesThatKnowOneSeedFindEachOther() {
        grows(200, 1, Duration.ofMinutes(2));
    }

    @Test
    @Tag("proof")
    void aThousandNodesThatKnowOneSeedFindEachOther() {
        for (long seed = 1; seed <= 3; seed++) {
            grows(1000, seed, Duration.ofMinutes(2));
        }
    }

    private static void grows(int size, long seed, Duration within) {
        FakeNetwork network = new FakeNetwork(seed);
        HostPort first = FakeNetwork.place(0);
        for (int i = 0; i < size; i++) {
            network.add(FakeNetwork.place(i), i, FakeNetwork.config(50, 8, first));
        }
        network.all().forEach(node -> node.discovery.start());
        network.run(Duration.ofSeconds(30));
        String at30 = figures(network);
        network.run(within.minusSeconds(30));
        String figures = "%d nodes, seed %d: 30 s: %s; %d s: %s"
                .formatted(size, seed, at30, within.toSeconds(), figures(network));
        System.out.println(figures);

        List<FakeNode> nodes = network.all();
        assertThat(nodes).as(figures).allMatch(node -> node.outbound().size() >= 6);
        assertThat(FakeNetwork.reachable(nodes)).as(figures).isEqualTo(size);
        Map<FakeNode, Integer> degrees = inDegrees(nodes.subList(1, size));
        assertThat(degrees.values()).as(figures).allMatch(degree -> degree <= 42);
        // Everybody has eight outbound peers, so few inbound ones are no danger; many such nodes would mean a core that
        // all depend on.
        assertThat(lonely(degrees)).as(figures).isLessThan(size * 15 / 100);
        assertThat(seedDials(network)).as(figures).isLessThan(size * 8);
        assertThat(nodes).as(figures).allMatch(node -> node.faults == 0);
    }

    private static int seedDials(FakeNetwork network) {
        HostPort first = FakeNetwork.place(0);
        return network.all().stream()
                .mapToInt(node -> node.dials.getOrDefault(first, 0))
                .sum();
    }

    private static Map<FakeNode, Integer> inDegrees(List<FakeNode> nodes) {
        Map<FakeNode, Integer> degrees = new LinkedHashMap<>();
        nodes.forEach(node ->
                degrees.put(node, node.neighbours().size() - node.outbound().size()));
        return degrees;
    }

    private static long lonely(Map<FakeNode, Integer> degrees) {
        return degrees.values().stream().filter(degree -> degree < 2).count();
    }

    private static String figures(FakeNetwork network) {
        List<FakeNode> nodes = network.all();
        List<Integer> in = inDegrees(nodes).values().stream().sorted().toList();
        int least =
                nodes.stream().mapToInt(node -> node.outbound().size()).min().orElse(0);
        double mean = nodes.stream()
                .mapToInt(node -> node.outbound().size())
                .average()
                .orElse(0);
        double known = nodes.stream()
                .mapToInt(node -> node.discovery.summary().newAddresses()
                        + node.discovery.summary().triedAddresses())
                .average()
                .orElse(0);
        int dials = nodes.stream().mapToInt(FakeNode::allDials).sum();
        return "out min %d mean %.2f, in p1 %d p50 %d p99 %d max %d, below 2: %d, known %.0f, dials to seed %d of %d, asks %d, checks %d"
                .formatted(
                        least,
                        mean,
                        in.get(in.size() / 100),
                        in.get(in.size() / 2),
                        in.get(in.size() * 99 / 100),
                        in.get(in.size() - 1),
                        lonely(inDegrees(nodes)),
                        known,
                        seedDials(network),
                        dials,
                        network.asks,
                        network.checks);
    }
}
