package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import network.ian.core.goal.GoalCatalog;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code ian tau}, as an operator uses it: the stand-in and the node as processes, and mistakes. */
class TauCommandsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration START = Duration.ofSeconds(60);

    @RegisterExtension
    final Machine machine = new Machine();

    private Process stand;

    @AfterEach
    void end() {
        if (stand != null) {
            stand.destroyForcibly();
        }
    }

    @Test
    void theStandInAnchorsAGoalThatNamesIt() throws Exception {
        JsonNode ready = startStandIn();
        Path key = secret("tau.key", ready.path("committer_secret").asText(), "rw-------");
        List<String> flags = new ArrayList<>(
                List.of("--goals-dir", rules((ObjectNode) ready.path("anchor")).toString()));
        flags.addAll(List.of(
                "--tau-host", "127.0.0.1", "--tau-port", ready.path("port").asText()));
        NodeProcess node =
                machine.node(with(flags, "--tau-key-file", key.toString())).start();

        JsonNode status = ian(node, "status", "--json").withExitCode(0).json();
        assertThat(status.path("mode").asText()).isEqualTo("committing");
        assertThat(status.path("committer").path("public_key"))
                .isEqualTo(ready.path("anchor").path("committer"));
        assertThat(ian(node, "status").withExitCode(0).out()).contains("circuit breaker  CLOSED\n");
        ian(node, "commit", "--now").withExitCode(0);
        assertThat(ian(node, "verify").withExitCode(0).out()).endsWith("verified\n");
        assertThat(ian(node, "reset-breaker", "--json")
                        .withExitCode(0)
                        .json()
                        .path("changed")
                        .asBoolean())
                .isFalse();

        stand.destroy();
        assertThat(stand.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(stand.exitValue()).isZero();
        assertThat(ian(node, "verify").withExitCode(3).err()).hasLineCount(1).contains("the Tau node at 127.0.0.1:");
    }

    @Test
    void mistakesAreSaidInOneLine() throws Exception {
        Path open = secret("open.key", "1f".repeat(32), "rw-r--r--");
        List<String> tau =
                List.of("run", "--data-dir", machine.path("data").toString(), "--tau-host", "h", "--tau-port", "1");
        assertThat(machine.program(with(tau, "--tau-key-file", open.toString()))
                        .withExitCode(2)
                        .err())
                .hasLineCount(1)
                .contains("chmod 600");
        Path beyond = secret("beyond.key", "ff".repeat(32), "rw-------");
        assertThat(machine.program(with(
                                tau,
                                "--api-port",
                                "0",
                                "--p2p-port",
                                "0",
                                "--p2p-ws-port",
                                "0",
                                "--tau-key-file",
                                beyond.toString()))
                        .withExitCode(2)
                        .err())
                .contains("ian: tau.key: ")
                .doesNotContain("ffff");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            assertThat(machine.ian("tau", "dev-node", "--port", port)
                            .withExitCode(2)
                            .err())
                    .hasLineCount(1)
                    .contains("cannot start at 127.0.0.1:" + port);
        }
        assertThat(machine.ian("tau", "dev-node", "--port", "0", "--block-ms", "1")
                        .withExitCode(2)
                        .err())
                .contains("--block-ms: expected 100 to 3600000");
    }

    @Test
    void aNodeWithoutTauSaysWhatIsMissing() throws Exception {
        NodeProcess node = machine.node().start();
        assertThat(ian(node, "commit", "--now").withExitCode(4).err()).contains("tau.key");
        assertThat(ian(node, "verify").withExitCode(2).err()).contains("--tau HOST:PORT");
        assertThat(ian(node, "verify", "--tau", "127.0.0.1:1").withExitCode(2).err())
                .contains("name no anchor");
        assertThat(node.api()
                        .get("/api/v1/tau")
                        .withStatus(200)
                        .data()
                        .path("mode")
                        .asText())
                .isEqualTo("none");
    }

    private JsonNode startStandIn() throws IOException {
        Path out = machine.path("stand-in.txt");
        stand = Program.process(
                        machine.path("tmp"),
                        "tau",
                        "dev-node",
                        "--port",
                        "0",
                        "--block-ms",
                        "500",
                        "--empty-blocks",
                        "--json")
                .redirectOutput(out.toFile())
                .redirectError(machine.path("stand-in-errors.txt").toFile())
                .start();
        Awaitility.await()
                .atMost(START)
                .until(() -> Files.exists(out) && Files.readString(out).endsWith("}\n"));
        JsonNode ready = Json.parse(Files.readString(out).strip());
        assertThat(ready.path("ready").asBoolean()).isTrue();
        return ready;
    }

    private Path rules(ObjectNode anchor) throws IOException {
        ObjectNode rules =
                (ObjectNode) JSON.readTree(GoalCatalog.demoGoal().canonical().toArray());
        rules.set("anchor", anchor);
        Path goals = Files.createDirectories(machine.path("goals"));
        Files.write(goals.resolve("goal.json"), JSON.writeValueAsBytes(rules));
        return goals;
    }

    private Path secret(String name, String text, String mode) throws IOException {
        Path file = Files.writeString(machine.path(name), text + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private Finished ian(NodeProcess node, String command, String... more) throws IOException {
        List<String> all = new ArrayList<>(
                List.of("tau", command, "--data-dir", node.dataDirectory().toString()));
        all.addAll(List.of(more));
        return machine.ian(all.toArray(String[]::new));
    }

    private static String[] with(List<String> flags, String... more) {
        List<String> all = new ArrayList<>(flags);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
