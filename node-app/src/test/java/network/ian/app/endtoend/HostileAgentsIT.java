package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What hostile WebAssembly agents cost everybody else on a real node: pace, heap, threads. Prints its figures. */
@Tag("proof")
class HostileAgentsIT {

    private static final Path ROOT = Path.of(System.getProperty("ian.root", ".."));
    private static final Duration TURN = Duration.ofSeconds(8);
    private static final int TURNS = 3;
    private static final int HONEST_CLIENTS = 2;
    private static final int HOSTILE_CLIENTS = 4;
    private static final double SLOWEST_PACE = 0.3;
    /** Of 512 MiB: the agents' quarter, and as much again for all else. */
    private static final double MOST_LIVE_HEAP_MIB = 256;
    /** Program's processes stop at C1; a node as its operators run it has both compilers. */
    private static final NodeProcess.Place BOTH_COMPILERS = new NodeProcess.Place(
            List.of("bash", "-c", "exec \"${@/TieredStopAtLevel=1/TieredStopAtLevel=4}\"", "node"),
            "127.0.0.1",
            "127.0.0.1");

    @RegisterExtension
    final Machine machine = new Machine();

    private final List<Double> quiet = new ArrayList<>();
    private final List<Double> hostile = new ArrayList<>();
    /** How many of the agents' workers ran, seen now and then during the attacks. */
    private final List<Double> busy = new ArrayList<>();

    @Test
    void hostileAgentsLeaveTheOthersTheirPaceAndTheHeapItsBound() throws Exception {
        NodeProcess node = machine.node("--api-trusted-proxies", "127.0.0.1", "--evaluation-wasm-queue", "4")
                .at(BOTH_COMPILERS)
                .start();
        machine.ian(
                        "goal",
                        "add",
                        ROOT.resolve("examples/goals/DEMO_WASM_AGENT.json").toString(),
                        "--data-dir",
                        node.dataDirectory().toString())
                .withExitCode(0);
        honestAgents(node, "before");
        HostilePosters posters = new HostilePosters(node, "203.0.113.9");
        System.out.println("hostile modules one at a time: " + posters.eachAlone());
        try (PostLoad honest = PostLoad.on(node, new Samples(Seed.of("hostile agents")), HONEST_CLIENTS)) {
            pace(node, honest, new ArrayList<>());
            rested(node, "before");
            for (int turn = 0; turn < TURNS; turn++) {
                quiet.add(pace(node, honest, new ArrayList<>()));
                try (HostilePosters.Attack attack = posters.attack(HOSTILE_CLIENTS)) {
                    turn(node, honest, attack.posters());
                }
            }
            quiet.add(pace(node, honest, new ArrayList<>()));
        }
        System.out.println("hostile modules under load: " + posters.slowest());
        rested(node, "after");
        report(node);
        assertThat(node.log())
                .filteredOn(line -> !line.path("level").asText().equals("INFO"))
                .isEmpty();
        assertThat(node.stop().exitCode()).isZero();
    }

    private void turn(NodeProcess node, PostLoad honest, HostilePosters posters) throws IOException {
        int before = posters.decided();
        long started = System.nanoTime();
        int taken = honest.acknowledged().size();
        honestAgents(node, "meanwhile");
        pace(node, honest, busy);
        hostile.add((honest.acknowledged().size() - taken) / seconds(started));
        System.out.printf(
                "hostile turn of %.1f s: %d modules decided, %d turned away (503) so far, live heap meanwhile %.0f MiB%n",
                seconds(started), posters.decided() - before, posters.turnedAway(), liveHeap(node));
        assertThat(posters.decided()).isGreaterThan(before);
    }

    /** Accepted a second during one turn; the node is ready all the time. {@code seen} gets the agents' busy workers. */
    private double pace(NodeProcess node, PostLoad honest, List<Double> seen) {
        long started = System.nanoTime();
        int taken = honest.acknowledged().size();
        Awaitility.await()
                .pollInterval(Duration.ofMillis(250))
                .during(TURN)
                .atMost(TURN.multipliedBy(2))
                .until(() -> {
                    seen.add(metric(node, "ian_agent_workers_busy"));
                    return node.api().readiness().status() == 200;
                });
        return (honest.acknowledged().size() - taken) / seconds(started);
    }

    /** The three examples from an address of their own: each is decided as the documentation says. */
    private static void honestAgents(NodeProcess node, String when) throws IOException {
        AgentClient client = new AgentClient(node, "198.51.100.7");
        List<String> times = new ArrayList<>();
        for (String example : List.of("buy-and-hold", "moving-average", "recurrent-network")) {
            AgentClient.Answer answer =
                    client.contribute(Files.readAllBytes(ROOT.resolve("examples/agents/" + example + "/agent.wasm")));
            assertThat(answer.reply().withStatus(200).accepted())
                    .as(answer.reply().text())
                    .isTrue();
            times.add(String.format(
                    Locale.ROOT, "%s %.2f s", example, answer.took().toMillis() / 1e3));
        }
        System.out.println("honest agents " + when + ": " + String.join(", ", times));
    }

    private void rested(NodeProcess node, String when) throws IOException {
        double heap = liveHeap(node);
        System.out.printf(
                "%s: live heap %.0f MiB, metaspace %.1f MiB, code %.1f MiB, threads %.0f, classes %.0f%n",
                when,
                heap,
                metric(node, "jvm_memory_pool_bytes_used{pool=\"Metaspace\"") / (1 << 20),
                metric(node, "jvm_memory_pool_bytes_used{pool=\"CodeHeap") / (1 << 20),
                metric(node, "jvm_threads_current"),
                metric(node, "jvm_classes_currently_loaded"));
    }

    private double liveHeap(NodeProcess node) throws IOException {
        machine.run(
                        new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                        .toString(),
                                Long.toString(node.pid()),
                                "GC.run"),
                        "jcmd")
                .withExitCode(0);
        double mib = metric(node, "jvm_memory_bytes_used{area=\"heap\"") / (1 << 20);
        assertThat(mib).as("live heap, MiB").isLessThan(MOST_LIVE_HEAP_MIB);
        return mib;
    }

    private void report(NodeProcess node) {
        double ratio = median(hostile) / median(quiet);
        double workers = metric(node, "ian_agent_workers ");
        double used = busy.stream().mapToDouble(Double::doubleValue).average().orElse(0) / workers;
        System.out.printf(
                "%.0f of %d processors may run agents, under attack busy %.0f %% of the time; accepted a second: alone %s,"
                        + " under attack %s, ratio of medians %.2f%n",
                workers, Runtime.getRuntime().availableProcessors(), 100 * used, shown(quiet), shown(hostile), ratio);
        assertThat(used).as("share of time that agents ran").isGreaterThan(0.5);
        assertThat(ratio).as("honest pace under attack").isGreaterThan(SLOWEST_PACE);
    }

    private static String shown(List<Double> paces) {
        return paces.stream().map(pace -> Long.toString(Math.round(pace))).collect(Collectors.joining(" / "));
    }

    private static double median(List<Double> paces) {
        List<Double> sorted = paces.stream().sorted().toList();
        return (sorted.get((paces.size() - 1) / 2) + sorted.get(paces.size() / 2)) / 2;
    }

    private static double seconds(long started) {
        return (System.nanoTime() - started) / 1e9;
    }

    /** The sum of the series that begin so. */
    private static double metric(NodeProcess node, String series) {
        return node.api()
                .get("/metrics")
                .withStatus(200)
                .text()
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
