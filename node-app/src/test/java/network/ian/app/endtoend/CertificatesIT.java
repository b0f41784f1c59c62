package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import network.ian.app.Invocation;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two real nodes: the certificate of one changes in every way that there is, and the other keeps recognising it. */
class CertificatesIT {

    @RegisterExtension
    final Machine machine = new Machine();

    private NodeProcess node;
    private NodeProcess other;

    @Test
    void theOtherKeepsRecognisingANodeWhoseCertificateChanges() throws Exception {
        Cluster cluster = new Cluster(machine);
        node = cluster.seed(NodeProcess.Place.HERE);
        int port = Cluster.peerPort(node);
        other = cluster.joining(NodeProcess.Place.HERE, "127.0.0.1", port);
        Cluster.awaitPeers(other, 1);
        Cluster.awaitPeers(node, 1);
        JsonNode link = Cluster.peers(other).at("/peers/0");
        String id = link.path("node_id").asText();
        JsonNode shown = show();
        assertThat(shown.path("node_id").asText()).isEqualTo(id);
        assertThat(shown.path("in_use")).isEqualTo(shown.path("fingerprint"));

        JsonNode rotated = machine.ian("cert", "rotate", "--data-dir", data().toString(), "--json")
                .withExitCode(0)
                .json();
        assertThat(rotated.path("running").asBoolean()).isTrue();
        assertThat(rotated.path("fingerprint")).isNotEqualTo(shown.path("fingerprint"));
        assertVisitorSees(port, id, rotated.path("fingerprint").asText());
        assertMetricSays(rotated.path("not_after").asText());
        assertThat(show().path("in_use")).isEqualTo(rotated.path("fingerprint"));

        String byHand = replaceByHand();
        assertVisitorSees(port, id, byHand);
        refusesAForeignPair(byHand);
        assertVisitorSees(port, id, byHand);
        JsonNode still = Cluster.peers(other).at("/peers/0");
        assertThat(still.path("connected_since_ms")).isEqualTo(link.path("connected_since_ms"));

        exportsWhileItRuns(
                other.api().get("/api/v1/info").data().path("node_id").asText());
        other.stop();
        other.start();
        Cluster.awaitPeers(other, 1);
        assertThat(Cluster.peers(other).at("/peers/0/node_id").asText()).isEqualTo(id);
        node.stop();
        exportsWhileItIsStopped();
    }

    /** The runbook's rotation, without stopping the node. */
    private String replaceByHand() throws IOException {
        Path made = data().resolve("certs-new");
        JsonNode pair = ian("cert", "new", "--output-dir", made.toString(), "--json");
        Files.move(data().resolve("certs"), data().resolve("certs-old"));
        Files.move(made, data().resolve("certs"));
        String fingerprint = pair.path("fingerprint").asText();
        soon().untilAsserted(
                        () -> assertThat(inUse().path("fingerprint").asText()).isEqualTo(fingerprint));
        return fingerprint;
    }

    private void refusesAForeignPair(String before) throws IOException {
        Path certs = data().resolve("certs");
        Files.move(certs, data().resolve("certs-own"));
        Files.createDirectory(certs);
        for (String name : new String[] {"node_cert.pem", "node_key.pem"}) {
            Files.copy(other.dataDirectory().resolve("certs").resolve(name), certs.resolve(name));
        }
        String file = certs.resolve("node_key.pem").toString();
        soon().untilAsserted(() -> assertThat(inUse().path("problem").asText())
                .startsWith(file)
                .contains("does not hold the key of identity.json"));
        assertThat(inUse().path("fingerprint").asText()).isEqualTo(before);
        assertThat(node.log())
                .filteredOn(line -> line.path("level").asText().equals("ERROR"))
                .singleElement()
                .satisfies(line ->
                        assertThat(line.path("message").asText()).contains(file).contains("does not hold the key"));
        Invocation shown = run("cert", "show", "--json");
        assertThat(shown.exitCode()).isEqualTo(1);
        assertThat(shown.json().at("/certificates/0/in_use").asText()).isEqualTo(before);
        Files.move(certs, data().resolve("certs-foreign"));
        Files.move(data().resolve("certs-own"), certs);
        soon().untilAsserted(() -> assertThat(inUse().path("problem").asText()).isEmpty());
    }

    private void exportsWhileItRuns(String peer) throws IOException {
        Path archive = machine.path("running.tar.gz");
        JsonNode exported = ian("diagnostics", "export", "--output", archive.toString(), "--json");
        assertThat(exported.path("node").asText()).isEqualTo("running");
        assertThat(exported.path("errors")).isEmpty();
        Path unpacked = unpack(archive);
        assertThat(Files.readString(unpacked.resolve("node/threads.txt"))).contains("\"p2p-protocol");
        assertThat(Files.readString(unpacked.resolve("node/metrics.txt"))).contains("ian_peer_count");
        assertThat(Files.readString(unpacked.resolve("node/peers.json"))).contains(peer);
        assertThat(Files.readString(unpacked.resolve("node/consensus.json"))).contains("SYNCHRONIZED");
        assertThat(Files.readString(unpacked.resolve("node/health.json"))).contains("\"ready\":true");
        assertThat(Files.readString(unpacked.resolve("node.log"))).contains("new connections show it");
        assertThat(Files.readString(unpacked.resolve("errors.txt"))).isEqualTo("none\n");
    }

    private void exportsWhileItIsStopped() throws IOException {
        Path archive = machine.path("stopped.tar.gz");
        JsonNode exported = ian("diagnostics", "export", "--output", archive.toString(), "--json");
        assertThat(exported.path("node").asText()).isEqualTo("stopped");
        Path unpacked = unpack(archive);
        assertThat(Files.readString(unpacked.resolve("errors.txt"))).contains("no node runs on");
        assertThat(Files.readString(unpacked.resolve("node_state.json"))).contains("log_root");
        assertThat(Files.readString(unpacked.resolve("node.log"))).contains("\"message\":\"Ready\"");
    }

    /** With the machine's own tar, as whoever gets the archive does. */
    private Path unpack(Path archive) throws IOException {
        Path into = Files.createDirectory(machine.path("of-" + archive.getFileName()));
        machine.run(new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", into.toString()), "tar")
                .withExitCode(0);
        return into.resolve("ian-diagnostics");
    }

    private void assertVisitorSees(int port, String id, String fingerprint) throws IOException {
        JsonNode found = ian("peer", "check", "127.0.0.1:" + port, "--json");
        assertThat(found.path("node_id").asText()).isEqualTo(id);
        assertThat(found.at("/certificate/fingerprint").asText()).isEqualTo(fingerprint);
    }

    private void assertMetricSays(String notAfter) {
        String line = node.api()
                .get("/metrics")
                .text()
                .lines()
                .filter(series -> series.startsWith("ian_cert_expiry_timestamp_seconds{certificate=\"peers\""))
                .findFirst()
                .orElseThrow();
        assertThat(Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .isEqualTo((double) Instant.parse(notAfter).getEpochSecond());
    }

    private JsonNode inUse() {
        return node.api().get("/api/v1/certificates").withStatus(200).data().at("/certificates/0");
    }

    private JsonNode show() throws IOException {
        return ian("cert", "show", "--json").at("/certificates/0");
    }

    private JsonNode ian(String... arguments) throws IOException {
        Invocation run = run(arguments);
        assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
        return run.json();
    }

    /** In this process, which is the same program and starts no other Java. */
    private Invocation run(String... arguments) {
        return Invocation.run(machine.path("home"), Map.of("IAN_DATA_DIR", data().toString()), arguments);
    }

    private Path data() {
        return node.dataDirectory();
    }

    private static ConditionFactory soon() {
        return Awaitility.await().pollInterval(Duration.ofMillis(100)).atMost(Duration.ofSeconds(30));
    }
}
