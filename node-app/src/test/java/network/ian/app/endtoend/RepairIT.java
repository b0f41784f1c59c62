package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A damaged log is named, kept from being served, and repaired from a peer, as docs/REPAIR.md says it. */
class RepairIT {

    private static final int CONTRIBUTIONS = 40;

    @RegisterExtension
    final Machine machine = new Machine();

    @Test
    void aDamagedLogIsRepairedFromAPeer() throws Exception {
        Random random = new Random(Seed.of("repair"));
        Samples samples = new Samples(5);
        NodeProcess peer = machine.node().start();
        int port = Cluster.peerPort(peer);
        NodeProcess node =
                machine.node("--p2p-seed-nodes", "tcp://127.0.0.1:" + port).start();
        Promises promises = new Promises();
        List<Acknowledged> acknowledged = new ArrayList<>();
        for (int i = 0; i < CONTRIBUTIONS; i++) {
            NodeProcess to = i % 2 == 0 ? node : peer;
            Reply reply = to.api().contribute(samples.next()).withStatus(200);
            if (reply.data().path("accepted").asBoolean()) {
                acknowledged.add(Acknowledged.by(reply));
            }
        }
        promises.add(acknowledged);
        int accepted = acknowledged.size();
        awaitEntries(node, accepted);
        awaitEntries(peer, accepted);
        String data = node.dataDirectory().toString();
        runningNodeIsVerifiedAndItsProjectionsAreSound(data, accepted);
        node.stop();

        Path log = segment(node, "log");
        Path bodies = segment(node, "bodies");
        flip(log, 400 + random.nextInt((int) Files.size(log) / 2));
        flip(bodies, 400 + random.nextInt((int) Files.size(bodies) / 2));

        JsonNode verified = machine.ian("log", "verify", "--json", "--data-dir", data)
                .withExitCode(1)
                .json();
        JsonNode goal = verified.path("goals").get(0);
        assertThat(verified.path("ok").asBoolean(true)).isFalse();
        assertThat(goal.path("log_root").asText()).hasSize(64);
        assertThat(goal.path("problems").get(0).path("file").asText()).endsWith(".segment");
        assertThat(goal.path("problems").get(0).path("offset").isInt()).isTrue();
        assertThat(goal.path("next").get(0).asText()).contains("ian log repair --from-peers");

        node.startListening();
        assertThat(node.api().readiness().withStatus(503).text())
                .contains("DAMAGED")
                .contains("offset");
        assertThat(node.api().get("/health/live").status()).isEqualTo(200);
        node.stop();

        JsonNode repaired = machine.ian(
                        "log", "repair", "--from-peers", "--peer", "127.0.0.1:" + port, "--json", "--data-dir", data)
                .withExitCode(0)
                .json();
        isRepaired(repaired.path("goals").get(0), peer, accepted);
        machine.ian("log", "verify", "--data-dir", data).withExitCode(0);

        node.start();
        assertThat(node.api().status().data().path("log_root"))
                .isEqualTo(peer.api().status().data().path("log_root"));
        promises.areAllServedAndProved(node, promises.areInTheLogOf(node));
        node.stop();
        aNewerFormatIsRefused(node.dataDirectory());
    }

    private void runningNodeIsVerifiedAndItsProjectionsAreSound(String data, int entries) throws IOException {
        machine.ian("log", "verify", "--data-dir", data).withExitCode(0);
        JsonNode rebuilt = machine.ian("projection", "rebuild", "--json", "--data-dir", data)
                .withExitCode(0)
                .json();
        assertThat(rebuilt.path("running").asBoolean()).isTrue();
        assertThat(rebuilt.path("projections").get(0).path("differed").asBoolean(true))
                .isFalse();
        JsonNode status = machine.ian("projection", "status", "--json", "--data-dir", data)
                .withExitCode(0)
                .json();
        JsonNode board = status.path("projections").get(0);
        assertThat(board.path("snapshot").asText()).isEqualTo("EQUAL");
        assertThat(board.path("log_size").asInt()).isEqualTo(entries);
    }

    private void aNewerFormatIsRefused(Path data) throws IOException {
        Path state = data.resolve("node_state.json");
        Files.writeString(state, Files.readString(state).replace("\"version\":1", "\"version\":2"));
        Finished run = machine.program(
                        "run",
                        "--api-port",
                        "0",
                        "--p2p-port",
                        "0",
                        "--p2p-ws-port",
                        "0",
                        "--data-dir",
                        data.toString())
                .withExitCode(2);
        assertThat(run.err()).contains(state.toString(), "format 2", "knows up to 1", "restore a backup");
    }

    private static void isRepaired(JsonNode goal, NodeProcess peer, int entries) {
        assertThat(goal.path("state").asText()).isEqualTo("REPAIRED");
        assertThat(goal.path("entries_before").asInt()).isEqualTo(entries);
        assertThat(goal.path("fetched").asInt()).isPositive();
        assertThat(goal.path("salvaged").asInt() + goal.path("fetched").asInt()).isEqualTo(entries);
        assertThat(goal.path("missing").asInt(-1)).isZero();
        assertThat(goal.path("promise_kept").asBoolean()).isTrue();
        assertThat(goal.path("log_root").asText())
                .isEqualTo(peer.api().status().data().path("log_root").asText())
                .isEqualTo(goal.path("promised_log_root").asText());
        assertThat(Path.of(goal.path("kept_in").asText(), "log", "00000000.segment"))
                .isRegularFile();
        assertThat(Path.of(goal.path("kept_in").asText(), "repair.json")).isRegularFile();
    }

    private static void awaitEntries(NodeProcess node, int entries) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> node.api().status().data().path("log_size").asInt() == entries);
    }

    private static Path segment(NodeProcess node, String kind) {
        return node.dataDirectory()
                .resolve("goals")
                .resolve(Api.GOAL)
                .resolve(kind)
                .resolve("00000000.segment");
    }

    private static void flip(Path file, long offset) throws IOException {
        try (RandomAccessFile octets = new RandomAccessFile(file.toFile(), "rw")) {
            octets.seek(offset);
            int before = octets.read();
            octets.seek(offset);
            octets.write(before ^ 0x40);
        }
    }
}
