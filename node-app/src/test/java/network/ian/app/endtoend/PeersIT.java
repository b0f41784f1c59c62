package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Five nodes as processes with real sockets and real TLS, of which one is killed and one is cut off. */
class PeersIT {

    private static final int CONTRIBUTIONS = 2_000;
    private static final int CLIENTS = 4;
    private static final Duration CUT = Duration.ofSeconds(60);

    @RegisterExtension
    final Machine machine = new Machine();

    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Set<NodeProcess> absent = Collections.synchronizedSet(new HashSet<>());
    private final AtomicInteger posted = new AtomicInteger();
    private final AtomicInteger byTheOneCutOff = new AtomicInteger();
    private volatile boolean cutOff;

    @Test
    void fiveNodesAgreeThoughOneIsKilledAndOneIsCutOff() throws Exception {
        long seed = Seed.of("five nodes");
        Cluster cluster = new Cluster(machine);
        NodeProcess first = cluster.seed();
        int port = Cluster.peerPort(first);
        List<NodeProcess> others = List.of(cluster.joining(port), cluster.joining(port), cluster.joining(port));
        try (TcpProxy outward = new TcpProxy().leadsTo(port);
                TcpProxy inward = new TcpProxy()) {
            // It knows nobody but the seed, and is known by the wire's near end: everything goes through the two wires.
            NodeProcess island = cluster.joining(
                    outward.port(), "--p2p-peer-exchange=false", "--p2p-advertise-addr", "127.0.0.1:" + inward.port());
            inward.leadsTo(Cluster.peerPort(island));
            for (NodeProcess node : cluster.nodes()) {
                Cluster.awaitPeers(node, 1);
            }
            Cluster.awaitPeers(first, 4);

            Samples samples = new Samples(seed);
            postUpTo(400, cluster, samples, seed, 0);
            NodeProcess victim = others.get(1);
            absent.add(victim);
            victim.kill();
            outward.cut();
            inward.cut();
            long cutAt = System.nanoTime();
            cutOff = true;
            postUpTo(1_000, cluster, samples, seed + 1, 0);
            victim.start();
            absent.remove(victim);
            // Both sides go on accepting for as long as the wires are cut.
            long left = CUT.toNanos() - (System.nanoTime() - cutAt);
            postUpTo(1_700, cluster, samples, seed + 2, left / 700 * CLIENTS);
            LockSupport.parkNanos(CUT.toNanos() - (System.nanoTime() - cutAt));
            assertThat(island.api().status().data().path("consensus_state").asText())
                    .isEqualTo("ISOLATED");
            cutOff = false;
            outward.mend();
            inward.mend();
            postUpTo(CONTRIBUTIONS, cluster, samples, seed + 3, 0);

            cluster.awaitAgreement(acknowledged.size(), Duration.ofSeconds(90));
            nothingIsLost(cluster);
            assertThat(byTheOneCutOff).hasPositiveValue();
            System.out.println("five nodes: " + posted + " contributions posted, " + acknowledged.size()
                    + " accepted, all on all five; " + byTheOneCutOff + " by the one that was cut off for 60 s");
        }
    }

    private void nothingIsLost(Cluster cluster) {
        for (NodeProcess node : cluster.nodes()) {
            LogCopy log = LogCopy.of(node.api());
            assertThat(acknowledged.stream().filter(id -> !log.holds(id)).toList())
                    .as("acknowledged, and not in the log of " + node.dataDirectory())
                    .isEmpty();
        }
    }

    private void postUpTo(int count, Cluster cluster, Samples samples, long seed, long pauseNanos)
            throws InterruptedException {
        List<Thread> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            Random random = new Random(seed * 31 + client);
            Thread thread = new Thread(() -> {
                while (posted.incrementAndGet() <= count) {
                    post(cluster.nodes().get(random.nextInt(cluster.nodes().size())), samples, cluster);
                    LockSupport.parkNanos(pauseNanos);
                }
                posted.decrementAndGet();
            });
            clients.add(thread);
            thread.start();
        }
        for (Thread client : clients) {
            client.join();
        }
    }

    /** A node that is away takes nothing: its client turns to the first one. */
    private void post(NodeProcess chosen, Samples samples, Cluster cluster) {
        NodeProcess node = absent.contains(chosen) ? cluster.nodes().get(0) : chosen;
        try {
            Reply reply = node.api().contribute(samples.next()).withStatus(200);
            if (reply.accepted()) {
                acknowledged.add(reply.data().path("contribution_id").asText());
                if (cutOff && node == cluster.nodes().get(4)) {
                    byTheOneCutOff.incrementAndGet();
                }
            }
        } catch (UncheckedIOException e) {
            throw new AssertionError("a node that should be there does not answer", e);
        }
    }
}
