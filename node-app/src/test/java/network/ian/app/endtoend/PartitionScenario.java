package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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

/**
 * Contributions are posted to five nodes. Meanwhile one is killed and started again, and the last one is cut off, while
 * both sides go on accepting. In the end all five agree on all that any of them has acknowledged. A second goal comes
 * to two of them at the beginning, to the one that is cut off meanwhile, and to the others at the end.
 */
final class PartitionScenario {

    private static final int CLIENTS = 4;

    private final Cluster cluster;
    private final Wire wire;
    private final int contributions;
    private final Duration cut;
    private final long seed;
    private final Samples samples;
    private final LateGoal lateGoal;
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Set<NodeProcess> absent = Collections.synchronizedSet(new HashSet<>());
    private final AtomicInteger posted = new AtomicInteger();
    private final AtomicInteger byTheOneCutOff = new AtomicInteger();
    private volatile boolean cutOff;

    /** What joins the last node to the others. */
    interface Wire {
        void cut();

        void mend();
    }

    /**
     * @param cluster five nodes that are connected; the third is the one to kill
     * @param contributions to post, 100 or more
     * @param cut how long the last node is cut off; the others have to notice it meanwhile
     */
    PartitionScenario(Cluster cluster, Wire wire, int contributions, Duration cut, long seed) {
        this.cluster = cluster;
        this.wire = wire;
        this.contributions = contributions;
        this.cut = cut;
        this.seed = seed;
        this.samples = new Samples(seed);
        this.lateGoal = new LateGoal(seed);
    }

    void run() throws IOException, InterruptedException {
        List<NodeProcess> nodes = cluster.nodes();
        NodeProcess victim = nodes.get(2);
        postUpTo(contributions / 10, 0);
        lateGoal.addTo(nodes.get(0));
        lateGoal.contributeTo(nodes.get(0), 20);
        lateGoal.addTo(victim);
        postUpTo(contributions / 5, 0);
        lateGoal.awaitAgreement(List.of(nodes.get(0), victim), Duration.ofSeconds(60));
        absent.add(victim);
        victim.kill();
        wire.cut();
        long cutAt = System.nanoTime();
        cutOff = true;
        postUpTo(contributions / 2, 0);
        victim.start();
        absent.remove(victim);
        lateGoal.contributeTo(victim, 10);
        lateGoal.addTo(island());
        lateGoal.contributeTo(island(), 10);
        // Both sides go on accepting for as long as they are parted.
        long left = cut.toNanos() - (System.nanoTime() - cutAt);
        int most = contributions * 17 / 20;
        postUpTo(most, Math.max(0, left) / (most - contributions / 2) * CLIENTS);
        LockSupport.parkNanos(cut.toNanos() - (System.nanoTime() - cutAt));
        assertThat(island().api().status().data().path("consensus_state").asText())
                .isEqualTo("ISOLATED");
        cutOff = false;
        assertThat(LateGoal.state(island()).path("consensus_state").asText()).isEqualTo("ISOLATED");
        wire.mend();
        lateGoal.addTo(nodes.get(1));
        lateGoal.addTo(nodes.get(3));
        long mendedAt = System.nanoTime();
        postUpTo(contributions, 0);
        long postedAt = System.nanoTime();

        cluster.awaitAgreement(acknowledged.size(), Duration.ofSeconds(90));
        long agreedAt = System.nanoTime();
        lateGoal.awaitAgreement(nodes, Duration.ofSeconds(30));
        nothingIsLost();
        assertThat(byTheOneCutOff).hasPositiveValue();
        System.out.printf(
                "five nodes: %d contributions posted, %d accepted, all on all five; %d by the one that was cut off for %d s;"
                        + " agreed %.1f s after the mend, %.1f s after the last post; %d of a goal that was added%n",
                posted.get(),
                acknowledged.size(),
                byTheOneCutOff.get(),
                cut.toSeconds(),
                (agreedAt - mendedAt) / 1e9,
                (agreedAt - postedAt) / 1e9,
                lateGoal.acknowledged());
        cluster.nodes().forEach(node -> Vitals.of(node).show().areGood());
    }

    private NodeProcess island() {
        return cluster.nodes().get(4);
    }

    private void nothingIsLost() {
        for (NodeProcess node : cluster.nodes()) {
            LogCopy log = LogCopy.of(node.api());
            assertThat(acknowledged.stream().filter(id -> !log.holds(id)).toList())
                    .as("acknowledged, and not in the log of " + node.dataDirectory())
                    .isEmpty();
        }
    }

    private void postUpTo(int count, long pauseNanos) throws InterruptedException {
        List<Thread> clients = new ArrayList<>();
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        for (int client = 0; client < CLIENTS; client++) {
            Random random = new Random((seed + count) * 31 + client);
            Thread thread = new Thread(() -> {
                while (posted.incrementAndGet() <= count) {
                    post(cluster.nodes().get(random.nextInt(cluster.nodes().size())));
                    LockSupport.parkNanos(pauseNanos);
                }
                posted.decrementAndGet();
            });
            thread.setUncaughtExceptionHandler((which, thrown) -> failures.add(thrown));
            clients.add(thread);
            thread.start();
        }
        for (Thread client : clients) {
            client.join();
        }
        assertThat(failures).isEmpty();
    }

    /** A node that is away takes nothing: its client turns to the first one. */
    private void post(NodeProcess chosen) {
        NodeProcess node = absent.contains(chosen) ? cluster.nodes().get(0) : chosen;
        try {
            Reply reply = node.api().contribute(samples.next()).withStatus(200);
            if (reply.accepted()) {
                acknowledged.add(reply.data().path("contribution_id").asText());
                if (cutOff && node == island()) {
                    byTheOneCutOff.incrementAndGet();
                }
            }
        } catch (UncheckedIOException e) {
            throw new AssertionError("a node that should be there does not answer", e);
        }
    }
}
