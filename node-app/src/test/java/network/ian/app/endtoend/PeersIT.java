package network.ian.app.endtoend;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Five nodes as processes with real sockets and real TLS, of which one is killed and one is cut off. */
class PeersIT {

    @RegisterExtension
    final Machine machine = new Machine();

    @Test
    void fiveNodesAgreeThoughOneIsKilledAndOneIsCutOff() throws Exception {
        agree(700, Duration.ofSeconds(45));
    }

    @Test
    @Tag("proof")
    void fiveNodesAgreeThoughOneIsKilledAndOneIsCutOffForAMinute() throws Exception {
        agree(2_000, Duration.ofSeconds(60));
    }

    private void agree(int contributions, Duration cut) throws Exception {
        long seed = Seed.of("five nodes");
        Cluster cluster = new Cluster(machine);
        NodeProcess first = cluster.seed(NodeProcess.Place.HERE);
        int port = Cluster.peerPort(first);
        for (int node = 0; node < 3; node++) {
            cluster.joining(NodeProcess.Place.HERE, "127.0.0.1", port);
        }
        try (TcpProxy outward = new TcpProxy().leadsTo(port);
                TcpProxy inward = new TcpProxy()) {
            // It knows nobody but the seed, and is known by the wire's near end: everything goes through the two wires.
            NodeProcess island = cluster.joining(
                    NodeProcess.Place.HERE,
                    "127.0.0.1",
                    outward.port(),
                    "--p2p-peer-exchange=false",
                    "--p2p-advertise-addr",
                    "127.0.0.1:" + inward.port());
            inward.leadsTo(Cluster.peerPort(island));
            for (NodeProcess node : cluster.nodes()) {
                Cluster.awaitPeers(node, 1);
            }
            Cluster.awaitPeers(first, 4);
            new PartitionScenario(cluster, both(outward, inward), contributions, cut, seed).run();
        }
    }

    private static PartitionScenario.Wire both(TcpProxy one, TcpProxy other) {
        return new PartitionScenario.Wire() {
            @Override
            public void cut() {
                one.cut();
                other.cut();
            }

            @Override
            public void mend() {
                one.mend();
                other.mend();
            }
        };
    }
}
