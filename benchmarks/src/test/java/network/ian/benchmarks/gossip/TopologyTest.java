package network.ian.benchmarks.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopologyTest {

    @Test
    void everyNodeHasTheDegreeThatGossipSubAimsAt() {
        Topology eight = new Topology(8);

        assertThat(eight.degree()).isEqualTo(6);
        for (int node = 0; node < 8; node++) {
            assertThat(connections(eight, node)).isEqualTo(6);
        }
        assertThat(eight.dials(0)).isEmpty();
        assertThat(eight.dials(5)).containsExactly(0, 2, 3, 4);
    }

    @Test
    void fewNodesAreAllConnected() {
        Topology five = new Topology(5);

        assertThat(five.degree()).isEqualTo(4);
        assertThat(five.dials(4)).containsExactly(0, 1, 2, 3);
    }

    private static long connections(Topology topology, int node) {
        return topology.dials(node).size()
                + IntStream.range(0, topology.nodes())
                        .filter(other -> topology.dials(other).contains(node))
                        .count();
    }
}
