package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import network.ian.tau.devnode.DevNode;
import network.ian.tau.devnode.Fate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Three nodes, of which one commits, one reads the chain, and one knows only its peers; and a Tau node that is no good. */
class TauIT {

    private static final Duration BLOCK = Duration.ofMillis(700);
    private static final Duration LAG = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SETTLING_BLOCKS = 3;
    private static final List<Fate> FATES = List.of(Fate.REQUEUED, Fate.DROPPED, Fate.INCLUDED);

    @RegisterExtension
    final Machine machine = new Machine();

    @Test
    void rootsSettleThroughReorganisationsCutsAndAnOutage() throws Exception {
        rootsSettle(Duration.ofSeconds(1), Duration.ofSeconds(12), true);
    }

    @Test
    @Tag("proof")
    void rootsSettleThroughAMinuteWithoutTau() throws Exception {
        rootsSettle(Duration.ofSeconds(30), Duration.ofSeconds(60), false);
    }

    private void rootsSettle(Duration before, Duration outage, boolean reset) throws Exception {
        long seed = Seed.of("anchors");
        try (TauGoal goal = TauGoal.start(machine, seed, BLOCK, LAG)) {
            Random random = new Random(seed);
            Cluster cluster = cluster(goal);
            List<NodeProcess> nodes = cluster.nodes();
            NodeProcess committer = nodes.get(0);
            DevNode stand = goal.stand();
            stand.mischief().cutReplies(0.2);
            Samples samples = goal.samples(seed);

            post(nodes, samples, stand, random, before);
            for (int second = 0; anchors(goal) < 2 && second < PATIENCE.toSeconds(); second++) {
                post(nodes, samples, stand, random, Duration.ofSeconds(1));
            }
            stand.down();
            int duringOutage = post(nodes, samples, stand, random, outage);
            assertThat(duringOutage).as("accepted without Tau").isPositive();
            awaitOpenBreaker(committer);
            stand.up();
            if (reset) {
                for (NodeProcess node : nodes.subList(0, 2)) {
                    ian("reset-breaker", node).withExitCode(0);
                }
            }
            post(nodes, samples, stand, random, Duration.ofSeconds(3));
            cluster.awaitAgreement(1, PATIENCE);
            LockSupport.parkNanos(LAG.plusSeconds(1).toNanos());
            ian("commit", committer, "--now").withExitCode(0);
            awaitAllFinal(nodes, goal, random);

            AnchorsOnChain chain = AnchorsOnChain.read(stand, goal.spec().topic());
            chain.areOneEach();
            assertThat(chain.anchors()).hasSizeGreaterThan(2);
            assertThat(sources(nodes)).containsExactly("tau", "tau", "peers");
            frozenAlike(nodes);
            latecomersLandBehind(cluster, samples);
            stand.mischief().cutReplies(0);
            JsonNode verified = ian("verify", nodes.get(2), "--json", "--tau", "127.0.0.1:" + stand.port())
                    .withExitCode(0)
                    .json();
            assertThat(verified.path("settled").asInt()).isPositive();
            System.out.println("anchors: " + chain.anchors().size() + " settled in order, each once; height "
                    + stand.chain().head().header().number() + ", "
                    + stand.chain().stored().size()
                    + " blocks stored; " + duringOutage + " contributions accepted in " + outage
                    + " without Tau; verified " + verified.path("blocks").asInt() + " blocks");
        }
    }

    private Cluster cluster(TauGoal goal) throws IOException {
        Cluster cluster = new Cluster(machine);
        NodeProcess first =
                cluster.seed(NodeProcess.Place.HERE, goal.committing(3, 20).toArray(String[]::new));
        int port = Cluster.peerPort(first);
        cluster.joining(
                NodeProcess.Place.HERE, "127.0.0.1", port, goal.watching().toArray(String[]::new));
        cluster.joining(NodeProcess.Place.HERE, "127.0.0.1", port, goal.flags().toArray(String[]::new));
        return cluster;
    }

    private static int anchors(TauGoal goal) {
        return AnchorsOnChain.read(goal.stand(), goal.spec().topic()).anchors().size();
    }

    private static void awaitOpenBreaker(NodeProcess node) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).untilAsserted(() -> {
            assertThat(node.log())
                    .anyMatch(line -> line.path("message").asText().startsWith("Circuit breaker"));
            assertThat(node.api()
                            .get("/status")
                            .withStatus(200)
                            .json()
                            .path("tau")
                            .path("circuit_breaker")
                            .asText())
                    .isIn("OPEN", "HALF_OPEN");
        });
        assertThat(node.api().readiness().status()).as("ready without Tau").isEqualTo(200);
    }

    /** Contributes to all nodes by turns; reorganises the chain every few blocks. Says how many were accepted. */
    private static int post(List<NodeProcess> nodes, Samples samples, DevNode stand, Random random, Duration how) {
        long until = System.nanoTime() + how.toNanos();
        long nextFork = stand.chain().head().header().number() + 2;
        int accepted = 0;
        for (int turn = 0; System.nanoTime() < until; turn++) {
            Reply reply = nodes.get(turn % nodes.size()).api().contribute(samples.next());
            accepted += reply.withStatus(200).accepted() ? 1 : 0;
            long height = stand.chain().head().header().number();
            if (height >= nextFork) {
                reorganise(stand, random);
                nextFork = stand.chain().head().header().number() + 2 + random.nextInt(4);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return accepted;
    }

    /** Less deep than what settles: settled is settled here. */
    private static void reorganise(DevNode stand, Random random) {
        Fate fate = FATES.get(random.nextInt(FATES.size()));
        stand.chain().reorganise(1 + random.nextInt(SETTLING_BLOCKS - 1), fate);
    }

    private void awaitAllFinal(List<NodeProcess> nodes, TauGoal goal, Random random) {
        long[] nextFork = {goal.stand().chain().head().header().number() + 6};
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            if (goal.stand().chain().head().header().number() >= nextFork[0]) {
                reorganise(goal.stand(), random);
                nextFork[0] += 8;
            }
            for (JsonNode state : states(nodes)) {
                assertThat(state.path("finality").path("size").asInt())
                        .as(state.toString())
                        .isEqualTo(state.path("log_size").asInt());
            }
        });
    }

    private static void frozenAlike(List<NodeProcess> nodes) {
        Set<String> frozen = new HashSet<>();
        for (JsonNode state : states(nodes)) {
            frozen.add(state.path("finality").path("size").asInt() + " "
                    + state.path("finality").path("root").asText());
        }
        assertThat(frozen).hasSize(1);
    }

    private static void latecomersLandBehind(Cluster cluster, Samples samples) {
        List<NodeProcess> nodes = cluster.nodes();
        int frozen = states(nodes).get(0).path("finality").path("size").asInt();
        JsonNode last =
                nodes.get(0).api().log(frozen - 1, 1).data().path("entries").get(0);
        long before = last.path("timestamp_ms").asLong() - 1_000;
        Reply late = null;
        for (int i = 0; i < 50 && (late == null || !late.accepted()); i++) {
            late = nodes.get(0).api().contribute(samples.signed(before + i)).withStatus(200);
        }
        assertThat(late).isNotNull();
        assertThat(late.accepted()).as(late.text()).isTrue();
        assertThat(late.data().path("log_index").asInt()).isGreaterThanOrEqualTo(frozen);
        cluster.awaitAgreement(frozen + 1, PATIENCE);
        String id = late.data().path("contribution_id").asText();
        for (NodeProcess node : nodes) {
            assertThat(node.api()
                            .proofById(id)
                            .withStatus(200)
                            .data()
                            .path("leaf")
                            .asText())
                    .isEqualTo(id);
        }
        frozenAlike(nodes);
    }

    private static List<String> sources(List<NodeProcess> nodes) {
        return states(nodes).stream()
                .map(state -> state.path("finality").path("source").asText())
                .toList();
    }

    private static List<JsonNode> states(List<NodeProcess> nodes) {
        return nodes.stream()
                .map(node -> node.api().status().withStatus(200).data())
                .toList();
    }

    private Finished ian(String command, NodeProcess node, String... more) throws IOException {
        List<String> all = new ArrayList<>(List.of("tau", command));
        all.addAll(List.of("--data-dir", node.dataDirectory().toString()));
        all.addAll(List.of(more));
        return machine.ian(all.toArray(String[]::new));
    }
}
