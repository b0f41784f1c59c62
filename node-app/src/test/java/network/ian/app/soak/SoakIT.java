package network.ian.app.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import network.ian.app.endtoend.AddedGoal;
import network.ian.app.endtoend.Api;
import network.ian.app.endtoend.Cluster;
import network.ian.app.endtoend.Machine;
import network.ian.app.endtoend.NodeProcess;
import network.ian.app.endtoend.Samples;
import network.ian.app.endtoend.Seed;
import network.ian.app.endtoend.TauGoal;
import network.ian.core.goal.GoalSpec;
import network.ian.wasm.trading.WasmDemoGoal;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Three nodes with settings as shipped, apart from ports and paths, of which one anchors, one reads the chain and one knows only its
 * peers; honest work, churn and an attacker at the same time. In the end all have the same roots and everything that any of
 * them has acknowledged; nothing has grown that should not; nothing was logged that the runbook does not explain; and who
 * attacked is banned, and nobody else. {@code -Dian.soak.minutes=N} says for how long; the table of what was seen goes to
 * {@code target/soak}.
 */
@Tag("soak")
class SoakIT {

    private static final String LATE = "LATE_GOAL";
    private static final Duration BLOCK = Duration.ofSeconds(5);
    private static final Duration LAG = Duration.ofSeconds(20);
    private static final Duration AGREEMENT = Duration.ofMinutes(3);
    private static final double DISK_PER_ENTRY = 600;
    private static final double DISK_BESIDE = 4 << 20;

    @RegisterExtension
    final Machine machine = new Machine();

    private final SoakPlan plan = SoakPlan.chosen();
    private final Fleet fleet = new Fleet();
    private final Vigil vigil = new Vigil(fleet);
    private final List<Contest> contests = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    @Test
    void nothingGrowsAndNothingIsLost() throws Exception {
        long seed = Seed.of("soak");
        try (TauGoal tau = TauGoal.start(machine, seed, BLOCK, LAG)) {
            List<NodeProcess> nodes = start(tau);
            HostilePeers hostile = new HostilePeers(tau.spec(), seed);
            String happened = soak(nodes, tau, hostile, seed);
            String table = vigil.table(nodes.get(0)) + "\n" + happened;
            report(table);
            assertThat(failures).isEmpty();
            assertThat(vigil.faults(nodes.get(0))).as(table).isEmpty();
            agree(nodes);
            attackersAreBannedAndNobodyElse(nodes, hostile);
            diskIsExplained(nodes.get(0));
            lastOneToo(nodes);
            nothingIsSaidThatTheRunbookDoesNotExplain();
        }
    }

    private List<NodeProcess> start(TauGoal tau) throws IOException, InterruptedException {
        List<NodeProcess> nodes = new ArrayList<>();
        nodes.add(arrived(tau.anchoring()));
        List<String> seeds = List.of("--p2p-seed-nodes", "tcp://127.0.0.1:" + Cluster.peerPort(nodes.get(0)));
        nodes.add(arrived(together(tau.reading(), seeds)));
        nodes.add(arrived(together(tau.flags(), seeds)));
        for (NodeProcess node : nodes) {
            AddedGoal.add(node, WasmDemoGoal.spec());
            Cluster.awaitPeers(node, 1);
        }
        return nodes;
    }

    /** The load, for as long as planned; then everybody goes. Says what happened. */
    private String soak(List<NodeProcess> nodes, TauGoal tau, HostilePeers hostile, long seed) throws Exception {
        Random random = new Random(seed);
        Contest demo = contest(Api.GOAL);
        Contest agents = contest(WasmDemoGoal.ID);
        Load load = new Load(fleet, random.nextLong());
        StreamClients streams = new StreamClients(fleet, random.nextLong());
        Attack attack = new Attack(
                fleet, nodes, hostile, new HostileClients(random.nextLong()), tau.samples(~seed), random.nextLong());
        Churn churn = new Churn(fleet, nodes.subList(1, 3), () -> guest(tau, nodes.get(0)), tau.stand());
        Paced looks = new Paced();
        Paced paced = new Paced();
        try (looks;
                attack;
                streams;
                paced) {
            looks.start("look", plan.sampleEvery(), vigil::look);
            load.contribute(paced, demo, tau.samples(seed), plan.contributionsPerSecond());
            load.agents(paced, agents, plan.agentEvery());
            load.read(paced, demo);
            streams.start(paced);
            attack.start(paced, plan.attackEvery());
            churn.start(paced, plan.churnEvery());
            addedMeanwhile(nodes, load, paced, seed);
            paced.endsWithin(plan.length());
        }
        churn.depart();
        failures.addAll(paced.failures());
        failures.addAll(looks.failures());
        attack.unmade().forEach(kind -> failures.add(new AssertionError("never made: " + kind)));
        return String.format(
                Locale.ROOT,
                "seed %d, %s%n%s%nstream clients %d, events %d%nattacks %s, %d not carried out%n%s%nprocessor time of the nodes %.1f s%n",
                seed,
                plan,
                contests,
                streams.came(),
                streams.events(),
                attack.made(),
                attack.skipped(),
                churn,
                vigil.cpuSeconds());
    }

    /** A goal that the nodes get while they run, early enough not to pass for growth. */
    private void addedMeanwhile(List<NodeProcess> nodes, Load load, Paced paced, long seed) throws Exception {
        paced.endsWithin(plan.sampleEvery());
        GoalSpec late = AddedGoal.like(LATE);
        for (NodeProcess node : nodes) {
            AddedGoal.add(node, late);
        }
        load.contribute(paced, contest(late.goalId()), new Samples(late, seed), plan.contributionsPerSecond() / 6);
    }

    private void agree(List<NodeProcess> nodes) {
        for (Contest contest : contests) {
            assertThat(contest.acknowledged()).as(contest.toString()).isPositive();
            Awaitility.await()
                    .atMost(AGREEMENT)
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(nodes)
                            .as(contest.goal())
                            .extracting(contest::roots)
                            .containsOnly(contest.roots(nodes.get(0))));
            for (NodeProcess node : nodes) {
                assertThat(contest.missingFrom(node))
                        .as("acknowledged, and not in the log of " + node.dataDirectory())
                        .isEmpty();
            }
        }
    }

    private void attackersAreBannedAndNobodyElse(List<NodeProcess> nodes, HostilePeers hostile) throws IOException {
        List<String> banned = new ArrayList<>();
        for (NodeProcess node : nodes) {
            banned.addAll(Cluster.peers(node).path("banned").findValuesAsText("node_id"));
        }
        assertThat(hostile.banned()).isNotEmpty();
        assertThat(banned).containsAll(hostile.banned()).doesNotContainAnyElementsOf(fleet.ids());
        assertThat(fleet.lines())
                .filteredOn(line -> line.contains(" is banned: ") || line.contains("its score is below"))
                .noneMatch(line -> fleet.ids().stream().anyMatch(line::contains));
    }

    private void diskIsExplained(NodeProcess node) throws IOException {
        double octets = contests.stream().mapToLong(Contest::octets).sum();
        double entries = contests.stream()
                .mapToLong(contest -> contest.state(node).path("log_size").asLong())
                .sum();
        try (var files = Files.walk(node.dataDirectory())) {
            double used =
                    files.filter(Files::isRegularFile).mapToLong(SoakIT::size).sum();
            assertThat(used)
                    .as("octets on disk; " + entries + " entries of " + octets + " octets")
                    .isLessThan(octets + DISK_PER_ENTRY * entries + DISK_BESIDE);
        }
    }

    /** The node that was there all the time is killed as well, and has everything afterwards. */
    private void lastOneToo(List<NodeProcess> nodes) {
        NodeProcess steady = nodes.get(0);
        fleet.kill(steady);
        steady.start();
        fleet.arrived(steady);
        agree(nodes);
    }

    private void nothingIsSaidThatTheRunbookDoesNotExplain() throws IOException {
        ExplainedLines.Findings findings = ExplainedLines.read().in(fleet.lines());
        findings.explained().forEach((what, often) -> System.out.println(often + " x " + what));
        assertThat(findings.unexplained())
                .as("lines that no section of the runbook explains")
                .isEmpty();
    }

    private Contest contest(String goal) {
        Contest contest = new Contest(goal);
        contests.add(contest);
        return contest;
    }

    private NodeProcess arrived(List<String> flags) {
        NodeProcess node = soaked(flags).start();
        fleet.arrived(node);
        return node;
    }

    /** An empty node that knows one of the others, with the same goals. */
    private NodeProcess guest(TauGoal tau, NodeProcess known) throws IOException, InterruptedException {
        NodeProcess node = soaked(together(
                        tau.flags(), List.of("--p2p-seed-nodes", "tcp://127.0.0.1:" + Cluster.peerPort(known))))
                .start();
        AddedGoal.add(node, WasmDemoGoal.spec());
        AddedGoal.add(node, AddedGoal.like(LATE));
        return node;
    }

    /** With the JVM's own account of memory outside the heap, and, if it is to last, both compilers as a node has them. */
    private NodeProcess soaked(List<String> flags) {
        String options = plan.isLong() ? "${@/TieredStopAtLevel=1/TieredStopAtLevel=4}" : "$@";
        return machine.node(flags.toArray(String[]::new))
                .at(new NodeProcess.Place(
                        List.of(
                                "bash",
                                "-c",
                                "java=$1; shift; exec \"$java\" -XX:NativeMemoryTracking=summary \"" + options + "\"",
                                "node"),
                        "127.0.0.1",
                        "127.0.0.1"));
    }

    private static List<String> together(List<String> one, List<String> other) {
        List<String> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void report(String table) throws IOException {
        Path directory = Files.createDirectories(
                Path.of(System.getProperty("ian.jar", "target/ian.jar")).resolveSibling("soak"));
        Files.writeString(directory.resolve("table.txt"), table);
        System.out.println(table);
    }
}
