package network.ian.deployment.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.ian.app.endtoend.Cluster;
import network.ian.app.endtoend.Machine;
import network.ian.app.endtoend.NodeProcess;
import network.ian.app.endtoend.NodeProcess.Place;
import network.ian.app.endtoend.PostLoad;
import network.ian.app.endtoend.Samples;
import network.ian.deployment.Output;
import network.ian.deployment.Repository;
import network.ian.deployment.Tool;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two real nodes under load, a real Prometheus that scrapes them, and everything that dashboards and alerts ask it. */
class MonitoringIT {

    private static final long SEED = 74_001;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern NAME = Pattern.compile("\\b(?:ian|jvm|process)_[a-z0-9_]+|\\bian:[a-z0-9_:]+");

    /** Panels that rightly show nothing here, and why. */
    private static final Map<String, String> EMPTY = Map.of(
            "throughput, Success of Commits", "no anchor is tried without a Tau Net node, and 0 of 0 is no number");

    @RegisterExtension
    final Machine machine = new Machine();

    @Test
    void everyPanelAndEveryAlertGetsData() throws Exception {
        Tool.path("prometheus");
        List<NodeProcess> nodes = twoNodes();
        Exposition exposition =
                Exposition.parse(nodes.get(0).api().get("/metrics").text());
        documented(nodes.get(0), exposition);
        try (Prometheus prometheus = Prometheus.start(machine.path("prometheus"), nodes)) {
            await("Prometheus answers", prometheus::ready);
            await(
                    "both nodes are scraped",
                    () -> prometheus.query("up{job=\"ian-nodes\"} == 1").size() == 2);
            load(nodes);
            await("the load is scraped", () -> prometheus.hasNumber("ian_gossip_hop_seconds_count > 0"));
            targetsAreUp(prometheus);
            panelsHaveData(prometheus);
            alertsHaveData(prometheus);
        }
    }

    /** The second one limits its clients and wants a key. */
    private List<NodeProcess> twoNodes() throws IOException {
        Path key = Files.writeString(machine.path("key"), "a-key-of-the-test");
        Cluster cluster = new Cluster(machine);
        NodeProcess first = cluster.seed(new Place(List.of(), "127.0.0.1", "127.0.0.1"));
        NodeProcess second = cluster.joining(
                new Place(List.of(), "127.0.0.1", "127.0.0.1"),
                "127.0.0.1",
                Cluster.peerPort(first),
                "--api-key-file",
                key.toString(),
                "--api-rate-limit-loopback",
                "true",
                "--api-rate-per-second",
                "1",
                "--api-rate-burst",
                "5");
        return List.of(first, second);
    }

    private static void load(List<NodeProcess> nodes) throws InterruptedException {
        Samples samples = new Samples(SEED);
        byte[] twice = samples.signed(System.currentTimeMillis());
        try (PostLoad load = PostLoad.on(nodes.get(0), samples, 2)) {
            await("contributions are accepted", () -> load.acknowledged().size() > 50);
        }
        for (int i = 0; i < 3; i++) {
            nodes.get(0).api().contribute(twice).withStatus(200);
            nodes.get(0).api().contribute(samples.signed(System.currentTimeMillis() - 300_000));
        }
        Set<Integer> answers = new HashSet<>();
        for (int i = 0; i < 12; i++) {
            answers.add(nodes.get(1).api().contribute(twice).status());
        }
        assertThat(answers).contains(401, 429);
    }

    private static void targetsAreUp(Prometheus prometheus) {
        for (JsonNode target : prometheus.targets()) {
            assertThat(target.path("health").asText()).as(target.toString()).isEqualTo("up");
            assertThat(target.path("labels").path("job").asText()).isEqualTo("ian-nodes");
        }
        assertThat(prometheus.printed()).doesNotContain("level=error").doesNotContain("level=warn");
    }

    private static void panelsHaveData(Prometheus prometheus) {
        List<Dashboard.Query> withoutData = new ArrayList<>(Dashboard.all().stream()
                .flatMap(dashboard -> dashboard.queries().stream())
                .toList());
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        withoutData.removeIf(query -> prometheus.hasNumber(query.expression()));
                        return EMPTY.keySet().equals(panels(withoutData));
                    });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("panels without data: " + panels(withoutData) + ", expected: " + EMPTY, e);
        }
    }

    private static Set<String> panels(List<Dashboard.Query> queries) {
        Set<String> panels = new TreeSet<>();
        queries.forEach(query -> panels.add(query.dashboard() + ", " + query.panel()));
        return panels;
    }

    private static void alertsHaveData(Prometheus prometheus) {
        List<String> loaded = new ArrayList<>();
        for (JsonNode group : prometheus.rules()) {
            for (JsonNode rule : group.path("rules")) {
                loaded.add(rule.path("name").asText());
                assertThat(rule.path("health").asText()).as(rule.toString()).isEqualTo("ok");
            }
        }
        for (AlertRule alert : AlertRule.all()) {
            assertThat(loaded).contains(alert.name());
            Set<String> asked = names(alert.expression());
            for (String name : asked) {
                assertThat(prometheus.query(name))
                        .as("%s: %s", alert.id(), name)
                        .isNotEmpty();
            }
        }
    }

    /** Every metric that a file for operators names is one, promtool finds nothing in them, and the document is up to date. */
    private static void documented(NodeProcess node, Exposition exposition) {
        assertThat(exposition.metrics()).noneMatch(metric -> metric.help().isBlank());
        assertThat(exposition.metrics()).noneMatch(metric -> metric.labels().containsKey("peer"));
        lint(node.api().get("/metrics").text());
        for (String file : Repository.files()) {
            if (file.matches("docker/(grafana|prometheus)/.*\\.(json|yml)")) {
                Set<String> named = names(Repository.read(file));
                named.removeIf(name -> name.startsWith("ian:") || exposition.has(name));
                assertThat(named)
                        .as("%s names metrics that a node does not have", file)
                        .isEmpty();
            }
        }
        if (Boolean.getBoolean("ian.docs.write")) {
            MetricsDocument.write(MetricsDocument.read().with(exposition));
        }
        MetricsDocument document = MetricsDocument.read();
        assertThat(document.text())
                .as("docs/METRICS.md; -Dian.docs.write=true brings it up to date")
                .isEqualTo(document.with(exposition));
        assertThat(document.unwritten())
                .as("docs/METRICS.md does not say what is normal")
                .isEmpty();
    }

    /** What is left is the runbook's name for a gauge. */
    private static void lint(String metrics) {
        try {
            Path file = Files.writeString(Files.createTempFile("ian-metrics-", ".txt"), metrics);
            Output found = Output.of(new ProcessBuilder(
                    "bash", "-c", "exec \"$1\" check metrics <\"$2\"", "bash", Tool.path("promtool"), file.toString()));
            Files.delete(file);
            assertThat(found.text().strip().lines())
                    .containsExactly(
                            "ian_peer_count non-histogram and non-summary metrics should not have \"_count\" suffix");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group());
        }
        return names;
    }

    private static void await(String what, java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(condition);
    }
}
