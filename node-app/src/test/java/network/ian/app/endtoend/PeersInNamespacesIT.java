package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The same as {@link PeersIT} over Ethernet: the node that is cut off is in a network namespace of its own, and its cable is
 * pulled. No packet says so to anybody, as a reset by a proxy would. Wants Linux, root and {@code ip}.
 */
@Tag("proof")
class PeersInNamespacesIT {

    @RegisterExtension
    final Machine machine = new Machine();

    @Test
    void fiveNodesAgreeThoughOneIsKilledAndACableIsPulled() throws Exception {
        Assumptions.assumeTrue(
                Namespace.possible(), "SKIPPED: network namespaces need Linux, root and the command ip (iproute2)");
        long seed = Seed.of("five nodes, one behind a cable");
        try (Namespace island = Namespace.create()) {
            Cluster cluster = new Cluster(machine);
            NodeProcess.Place mainland = new NodeProcess.Place(List.of(), "127.0.0.1", island.mainlandHost());
            NodeProcess first = cluster.seed(mainland);
            int port = Cluster.peerPort(first);
            for (int node = 0; node < 3; node++) {
                cluster.joining(mainland, island.mainlandHost(), port);
            }
            cluster.joining(island.place(), island.mainlandHost(), port);
            for (NodeProcess node : cluster.nodes()) {
                Cluster.awaitPeers(node, 1);
            }
            Cluster.awaitPeers(first, 4);
            new PartitionScenario(cluster, island, 2_000, Duration.ofSeconds(60), seed).run();
            assertThat(island.timesCut()).isEqualTo(1);
        }
    }
}
