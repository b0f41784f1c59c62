package network.ian.app.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.ian.app.Invocation;
import network.ian.core.goal.GoalCatalog;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {

    private static final String GOAL = GoalCatalog.DEMO_GOAL;
    private static final String POLICY = "{\"policy\":\"ma_crossover\",\"fast\":50,\"slow\":200}";
    private static final Duration STOP = Duration.ofSeconds(10);

    @TempDir
    Path home;

    private Path data;

    @BeforeEach
    void name() {
        data = home.resolve("data");
    }

    @Test
    void aNodeServesUntilItIsToldToStopAndThenKeepsWhatItTook() throws Exception {
        try (NodeProcess node = start()) {
            node.awaitReady(data);
            assertThat(ask("health").exitCode()).isZero();
            assertThat(ask("goals").out()).contains(GOAL);
            contributeTwice();
            Invocation second = ask("run", "--api-port", "0");
            assertThat(second.exitCode()).isEqualTo(2);
            assertThat(second.err())
                    .contains("another ian process uses this data directory")
                    .hasLineCount(1);

            node.terminate();
            assertThat(node.exitCode(STOP)).isZero();
            assertThat(node.err()).isEmpty();
            assertThat(messages(node.out())).startsWith("Starting").contains("Ready", "Node stopped, state saved");
        }
        assertThat(new ApiAddressFile(data).path()).doesNotExist();
        assertThat(data.resolve("node_state.json")).content().contains("\"log_size\":2");
        keepsWhatItTook();
    }

    private void contributeTwice() throws IOException {
        Invocation unsigned = ask("contribute", "--policy", POLICY, "--contributor", "ann\u202e", "--json");
        assertThat(unsigned.exitCode()).as("a name that is not printable").isEqualTo(2);
        unsigned = ask("contribute", "--policy", POLICY, "--contributor", "ann", "--json");
        assertThat(unsigned.exitCode()).as(unsigned.err() + unsigned.out()).isZero();
        assertThat(unsigned.json().get("log_index").intValue()).isZero();

        String key = home.resolve("key.json").toString();
        assertThat(ask("keygen", "--output", key).exitCode()).isZero();
        Invocation signed = ask(
                "contribute",
                "--policy",
                "{\"policy\":\"volatility_target\",\"lookback\":20,\"target\":0.15}",
                "--key",
                key,
                "--json");
        assertThat(signed.exitCode()).as(signed.err() + signed.out()).isZero();
        assertThat(signed.json().get("sponsored").booleanValue()).isFalse();
        Files.setPosixFilePermissions(Path.of(key), PosixFilePermissions.fromString("rw-r--r--"));
        Invocation exposed = ask("contribute", "--policy", POLICY, "--key", key);
        assertThat(exposed.exitCode()).isEqualTo(2);
        assertThat(exposed.err())
                .startsWith("ian: " + key)
                .contains("chmod 600")
                .hasLineCount(1);
        String id = signed.json().get("contribution_id").textValue();
        assertThat(ask("proof", GOAL, id, "--verify").out()).contains("verified here");
        assertThat(ask("proof", GOAL, "0", "--verify", "--json")
                        .json()
                        .get("verified")
                        .booleanValue())
                .isTrue();
        Invocation rejected = ask("contribute", "--policy", "{\"policy\":\"linear\",\"weights\":{},\"bias\":1}");
        assertThat(rejected.exitCode()).isEqualTo(1);
        assertThat(rejected.out()).contains("BELOW_THRESHOLD");
    }

    private void keepsWhatItTook() throws Exception {
        Path apiKey = Files.writeString(home.resolve("api-key"), "a-key-for-the-api");
        Files.setPosixFilePermissions(apiKey, PosixFilePermissions.fromString("rw-------"));
        try (NodeProcess node =
                start("--tau-host", "127.0.0.1", "--tau-port", "1", "--api-key-file", apiKey.toString())) {
            node.awaitReady(data);
            onlyTheOwnerOfTheDataDirectoryNeedsNoKey();
            Invocation board = ask("leaderboard", GOAL, "--json");
            assertThat(board.json().get("total").intValue()).isEqualTo(2);
            assertThat(ask("leaderboard").out()).contains("ann").contains("2 of 2 ranked");
            assertThat(ask("status", "--json").json().get("log_size").intValue())
                    .isEqualTo(2);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    // A line that is being written is no JSON yet.
                    .ignoreExceptionsInstanceOf(JsonProcessingException.class)
                    .until(() -> messages(node.out()).stream()
                            .anyMatch(message -> message.startsWith("The Tau node cannot be read: ")));
            node.terminate();
            assertThat(node.exitCode(STOP)).isZero();
        }
    }

    private void onlyTheOwnerOfTheDataDirectoryNeedsNoKey() throws IOException {
        String rejected = "{\"policy\":\"linear\",\"weights\":{},\"bias\":1}";
        assertThat(ask("contribute", "--policy", rejected).out()).contains("BELOW_THRESHOLD");
        String url = new ApiAddressFile(data).read().orElseThrow().toString();
        Invocation stranger = ask("contribute", "--policy", rejected, "--node", url);
        assertThat(stranger.exitCode()).isEqualTo(4);
        assertThat(stranger.err()).contains("status 401").hasLineCount(1);
        Invocation guest = ask("contribute", "--policy", rejected, "--node", url, "--api-key", "a-key-for-the-api");
        assertThat(guest.out()).contains("BELOW_THRESHOLD");
    }

    @Test
    void whatTheOperatorMustMendIsOneLineAndExitCodeTwo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Invocation port = ask(
                    "run",
                    "--p2p-port",
                    "0",
                    "--p2p-ws-port",
                    "0",
                    "--api-port",
                    Integer.toString(taken.getLocalPort()));
            assertThat(port.exitCode()).as(port.err()).isEqualTo(2);
            assertThat(port.err())
                    .contains("127.0.0.1 port " + taken.getLocalPort())
                    .hasLineCount(1);
        }
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String stream = Integer.toString(taken.getLocalPort());
            Invocation port = ask("run", "--p2p-port", "0", "--api-port", "0", "--p2p-ws-port", stream);
            assertThat(port.exitCode()).as(port.err()).isEqualTo(2);
            assertThat(port.err())
                    .contains("127.0.0.1 port " + stream + " (api.host, p2p.ws_port)")
                    .hasLineCount(1);
        }
        assertThat(new ApiAddressFile(data).path()).doesNotExist();

        Files.setPosixFilePermissions(data.resolve("identity.json"), PosixFilePermissions.fromString("rw-r--r--"));
        Invocation key = ask("run", "--api-port", "0");
        assertThat(key.exitCode()).isEqualTo(2);
        assertThat(key.err()).contains("chmod 600").hasLineCount(1);

        assertThat(messages(Files.readAllLines(data.resolve("logs").resolve("node.log"))))
                .as("what node.log says of both")
                .anyMatch(message -> message.startsWith("Not started: the API cannot listen"))
                .anyMatch(message -> message.startsWith("Not started: ") && message.contains("chmod 600"));

        Invocation config = ask("run", "--api-port", "70000");
        assertThat(config.exitCode()).isEqualTo(2);
        assertThat(config.err()).contains("--api-port").hasLineCount(1);
    }

    private NodeProcess start(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "run", "--data-dir", data.toString(), "--api-port", "0", "--p2p-port", "0", "--p2p-ws-port", "0"));
        arguments.addAll(List.of(more));
        return NodeProcess.start(home, arguments.toArray(new String[0]));
    }

    private Invocation ask(String... arguments) {
        return Invocation.run(home, Map.of("IAN_DATA_DIR", data.toString()), arguments);
    }

    private static List<String> messages(List<String> lines) throws IOException {
        List<String> messages = new ArrayList<>();
        for (String line : lines) {
            JsonNode event = new ObjectMapper().readTree(line);
            assertThat(event.get("timestamp").textValue()).isNotEmpty();
            messages.add(event.get("message").textValue());
        }
        return messages;
    }
}
