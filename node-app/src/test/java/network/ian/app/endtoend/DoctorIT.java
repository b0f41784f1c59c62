package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import network.ian.app.Invocation;
import network.ian.core.identity.IdentityFile;
import network.ian.p2p.transport.CertificateOfAnyAge;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code ian doctor} on a pair of real nodes: green while they are well, and red with the reason for what is broken. */
class DoctorIT {

    private static final byte[] CONTRIBUTION = ("{\"goal_id\":\"" + Api.GOAL
                    + "\",\"contributor_id\":\"ann\",\"seed\":0,\"proofs\":{},\"agent_pack\":{"
                    + "\"version\":\"1\",\"metadata\":{},\"parameters\":\"eyJwb2xpY3kiOiJtYV9jcm9zc292ZXIiLCJmYXN0Ijo1"
                    + "MCwic2xvdyI6MjAwfQ==\"}}")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);

    @RegisterExtension
    final Machine machine = new Machine();

    @Test
    void isGreenOnAHealthyPairAndNamesWhatIsBroken() throws Exception {
        NodeProcess seed = machine.node().start();
        String seedAddress = "tcp://127.0.0.1:" + Cluster.peerPort(seed);
        NodeProcess node = machine.node("--p2p-seed-nodes", seedAddress).start();
        Cluster.awaitPeers(node, 1);
        Path data = node.dataDirectory();
        assertThat(node.api().contribute(CONTRIBUTION).accepted()).isTrue();

        JsonNode well = doctor(0, data, "--p2p-seed-nodes", seedAddress);
        assertThat(checks(well, "FAIL")).isEmpty();
        assertThat(checks(well, "OK"))
                .contains("clock", "health", "seed", "peers", "own address", "certificate", "journal", "node process");

        unreachableSeed(data);
        wrongModes(data);
        bannedByMistake(node, seed, seedAddress);
        expiredCertificate(data);
        node.stop();
        portTaken(data);
        damagedJournal(data);
        missingDirectory();
    }

    private void unreachableSeed(Path data) throws IOException {
        JsonNode found = failed(data, "seed", "--p2p-seed-nodes", "tcp://127.0.0.1:" + free());
        assertThat(found.path("found").asText()).contains("tcp: refused: nobody listens there");
        assertThat(found.path("advice").asText()).contains("ian peer check");
    }

    private void wrongModes(Path data) throws IOException {
        Path identity = data.resolve("identity.json");
        Files.setPosixFilePermissions(identity, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(failed(data, "modes").path("advice").asText()).contains("chmod 600 " + identity);
        Files.setPosixFilePermissions(identity, PosixFilePermissions.fromString("rw-------"));
    }

    private void bannedByMistake(NodeProcess node, NodeProcess seed, String seedAddress) throws IOException {
        Path data = node.dataDirectory();
        String id = seed.api().get("/api/v1/info").data().path("node_id").asText();
        run(data, "peer", "ban", id);
        // The order is carried out at once; what the API shows of peers is taken anew every second.
        Awaitility.await().until(() -> !Cluster.peers(node).path("banned").isEmpty());
        assertThat(failed(data, "bans", "--p2p-seed-nodes", seedAddress)
                        .path("advice")
                        .asText())
                .endsWith("ian peer unban " + id);
        run(data, "peer", "unban", id);
    }

    private void expiredCertificate(Path data) throws IOException {
        Path file = data.resolve("certs/node_cert.pem");
        Files.writeString(
                file,
                CertificateOfAnyAge.pem(
                        IdentityFile.load(data.resolve("identity.json")), Instant.parse("2020-01-01T00:00:00Z")));
        JsonNode found = failed(data, "certificate");
        assertThat(found.path("found").asText()).startsWith("it expired at 2020-12-31");
        assertThat(found.path("advice").asText()).contains("ian cert rotate");
        Files.delete(file);
    }

    private void portTaken(Path data) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            JsonNode found = failed(
                    data, "peer port", "--p2p-listen-host", "127.0.0.1", "--p2p-port", "" + taken.getLocalPort());
            assertThat(found.path("found").asText())
                    .startsWith(taken.getLocalPort() + " is taken by process "
                            + ProcessHandle.current().pid());
        }
    }

    private void damagedJournal(Path data) throws IOException {
        Path segment = data.resolve("goals/" + Api.GOAL + "/log/00000000.segment");
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.setLength(100);
        }
        JsonNode found = failed(data, "journal");
        assertThat(found.path("found").asText()).contains(segment.toString()).contains("100 bytes");
        assertThat(found.path("advice").asText()).contains("ian log verify");
    }

    private void missingDirectory() throws IOException {
        JsonNode found = failed(machine.path("nowhere"), "data directory");
        assertThat(found.path("found").asText()).endsWith("is not there");
    }

    /** The failed check of that name, of an examination that must fail. */
    private JsonNode failed(Path data, String check, String... flags) throws IOException {
        JsonNode report = doctor(1, data, flags);
        return StreamSupport.stream(report.path("checks").spliterator(), false)
                .filter(one -> one.path("check").asText().equals(check)
                        && one.path("status").asText().equals("FAIL"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no failed '" + check + "' in " + report));
    }

    private JsonNode doctor(int exitCode, Path data, String... flags) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("doctor", "--json", "--data-dir", data.toString()));
        // Ports that nobody has: those of the configuration may be taken on the machine of the test.
        List<String> given = List.of(flags);
        if (!given.contains("--p2p-port")) {
            arguments.addAll(List.of("--p2p-port", "0"));
        }
        if (!given.contains("--p2p-ws-port")) {
            arguments.addAll(List.of("--p2p-ws-port", "0"));
        }
        arguments.addAll(List.of("--storage-min-free-disk-bytes", "0"));
        arguments.addAll(given);
        Invocation run =
                Invocation.run(machine.path("home"), Map.of("IAN_API_PORT", "0"), arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(exitCode);
        return run.json();
    }

    private void run(Path data, String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("--data-dir", data.toString()));
        Invocation run = Invocation.run(machine.path("home"), Map.of(), arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    }

    private static List<String> checks(JsonNode report, String status) {
        return StreamSupport.stream(report.path("checks").spliterator(), false)
                .filter(check -> check.path("status").asText().equals(status))
                .map(check -> check.path("check").asText())
                .toList();
    }

    private static int free() throws IOException {
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return door.getLocalPort();
        }
    }
}
