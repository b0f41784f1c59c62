package network.ian.deployment.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import network.ian.app.Invocation;
import network.ian.app.endtoend.Cluster;
import network.ian.app.endtoend.Machine;
import network.ian.app.endtoend.NodeProcess;
import network.ian.app.endtoend.Reply;
import network.ian.app.endtoend.Samples;
import network.ian.deployment.documents.Mention.Kind;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every metric, endpoint and file of the data directory that a document names is there in a real node, and moves. */
class DocumentsIT {

    private static final int CONTRIBUTIONS = 40;
    private static final int REQUESTS = 90;
    private static final String PAGE = "/docs";
    private static final byte[] NONSENSE =
            ("{\"goal_id\":\"DEMO_TRADING_AGENT\",\"contributor_id\":\"bob\",\"seed\":0,\"proofs\":{},\"agent_pack\":{"
                            + "\"version\":\"1\",\"metadata\":{},\"parameters\":\"bm9uc2Vuc2U=\"}}")
                    .getBytes(StandardCharsets.UTF_8);

    @RegisterExtension
    final Machine machine = new Machine();

    private final List<Scrape> scrapes = new ArrayList<>();

    @Test
    void whatDocumentsNameIsThereAndMoves() throws Exception {
        NodeProcess first = machine.node().start();
        Scrape atStart = scrape(first);
        List<String> problems = new ArrayList<>(metricsThatAreNotThere(atStart));
        NodeProcess second = machine.node(
                        "--p2p-seed-nodes",
                        "tcp://127.0.0.1:" + Cluster.peerPort(first),
                        "--api-rate-limit-loopback",
                        "--api-rate-per-second",
                        "4",
                        "--api-rate-burst",
                        "60")
                .start();
        Cluster.awaitPeers(first, 1);

        load(first, second);

        problems.addAll(metricsThatDoNotMove());
        problems.addAll(endpointsThatAreNotThere(first));
        // Some files are written at a clean stop, or once a minute.
        second.stop();
        problems.addAll(filesThatAreNotThere(first.dataDirectory(), second.dataDirectory()));
        assertThat(problems).isEmpty();
    }

    /** A demo's work: contributions, one that is rejected, one that is malformed, a client that asks too much, a ban. */
    private void load(NodeProcess first, NodeProcess second) throws IOException {
        Samples samples = new Samples(5);
        for (int index = 0; index < CONTRIBUTIONS; index++) {
            assertThat(first.api().contribute(samples.next()).status()).isEqualTo(200);
        }
        scrape(first);
        StreamVisit visit = new StreamVisit(first.api().address());
        visit.during(() -> scrape(first));
        visit.isTurnedAway();
        assertThat(first.api().contribute(NONSENSE).accepted()).isFalse();
        assertThat(first.api().contribute(new byte[] {'{'}).status()).isEqualTo(400);
        first.api().get("/api/v1/leaderboard/DEMO_TRADING_AGENT").withStatus(200);
        ian(first, "peer", "ban", "ab".repeat(32));
        ian(first, "peer", "check", "127.0.0.1:" + Cluster.peerPort(first));
        intrude(first);
        ian(first, "token", "create", "--scope", "read", "--name", "documents");
        ian(first, "backup", "create", "--output", machine.path("b.tar.gz").toString());
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> scrape(first).moved("ian_peer_score_banned")
                        && scrape(second).moved("ian_log_size"));
        Set<Integer> answers = new TreeSet<>();
        for (int request = 0; request < REQUESTS; request++) {
            answers.add(second.api().get("/api/v1/info").status());
        }
        assertThat(answers).contains(429);
        scrape(second);
    }

    /** An order with a key that is not the node's. */
    private void intrude(NodeProcess node) {
        Invocation refused = Invocation.run(
                machine.path("home"),
                Map.of(),
                "peer",
                "unban",
                "cd".repeat(32),
                "--node",
                node.api().address().toString(),
                "--api-key",
                "not-the-key-of-this-node");
        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(4);
    }

    private void ian(NodeProcess node, String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        if (!command[1].equals("check")) {
            arguments.addAll(List.of("--data-dir", node.dataDirectory().toString()));
        }
        Invocation run = Invocation.run(machine.path("home"), Map.of(), arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    }

    private Scrape scrape(NodeProcess node) {
        Reply reply = node.api().get("/metrics").withStatus(200);
        Scrape scrape = Scrape.of(reply.text());
        scrapes.add(scrape);
        return scrape;
    }

    private static List<String> metricsThatAreNotThere(Scrape atStart) {
        return metrics().stream()
                .filter(mention -> !atStart.has(mention.text()))
                .map(mention -> mention.problem("no such metric on a node that has just started"))
                .toList();
    }

    private List<String> metricsThatDoNotMove() {
        Set<String> silent = new TreeSet<>();
        metrics().stream()
                .filter(mention -> !Unmoved.REASONS.containsKey(mention.text()))
                .filter(mention -> scrapes.stream().noneMatch(scrape -> scrape.moved(mention.text())))
                .forEach(mention -> silent.add(mention.problem("stays 0 whatever happens")));
        return List.copyOf(silent);
    }

    private static List<Mention> metrics() {
        return Documents.mentions(Kind.METRIC).stream()
                .filter(mention -> !Unmoved.NO_METRICS.containsKey(mention.text()))
                .toList();
    }

    private static List<String> endpointsThatAreNotThere(NodeProcess node) {
        KnownEndpoints known =
                new KnownEndpoints(node.api().get("/api/v1/openapi.json").json());
        assertThat(known.count()).isGreaterThan(20);
        // Pages are no part of the API and of its document.
        node.api().get(PAGE).withStatus(200);
        return Documents.mentions(Kind.ENDPOINT).stream()
                .filter(mention -> !mention.text().equals(PAGE))
                .flatMap(mention -> known.refuse(mention.text()).map(mention::problem).stream())
                .toList();
    }

    private static List<String> filesThatAreNotThere(Path... directories) throws IOException {
        Set<String> there = new TreeSet<>(DataFiles.SOMETIMES.keySet());
        for (Path directory : directories) {
            try (Stream<Path> files = Files.walk(directory)) {
                files.map(file -> directory.relativize(file).toString()).forEach(there::add);
            }
        }
        return Documents.mentions(Kind.DATA_FILE).stream()
                .filter(mention -> {
                    Pattern pattern = KnownFiles.pattern(mention.text());
                    return there.stream()
                            .noneMatch(file -> pattern.matcher(file).matches());
                })
                .map(mention -> mention.problem("no such file in a node's data directory"))
                .toList();
    }
}
