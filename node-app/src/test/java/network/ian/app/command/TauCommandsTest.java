package network.ian.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import network.ian.app.Invocation;
import network.ian.app.client.StubNode;
import network.ian.tau.bls.BlsSecretKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TauCommandsTest {

    private static final String ADMIN = "/api/v1/admin/tau";
    private static final String ROOT = "ab".repeat(32);
    private static final String TAU = "{\"mode\":\"committing\",\"address\":\"tau:12345\",\"connected\":true,"
            + "\"env\":\"evil\\u001b[2J\",\"head\":{\"number\":33,\"hash\":\"" + ROOT
            + "\"},\"circuit_breaker\":\"OPEN\",\"committer\":{\"public_key\":\"cd\",\"state\":\"in_flight\","
            + "\"detail\":\"sent\",\"in_flight\":1,\"committed\":4,\"failed\":2,\"balance\":null,\"next_due_ms\":1},"
            + "\"problem\":\"no connection\"}";
    private static final String ANCHORS = "{\"goal_id\":\"G\",\"topic\":\"" + ROOT + "\",\"committer\":\"cd\","
            + "\"finality\":{\"source\":\"tau\",\"size\":7,\"root\":\"" + ROOT + "\",\"pending\":1},\"total\":1,"
            + "\"anchors\":[{\"sequence\":3,\"size\":7,\"log_root\":\"" + ROOT + "\",\"leaderboard_root\":\"" + ROOT
            + "\",\"block_number\":13,\"block_hash\":\"" + ROOT + "\",\"block_time\":17,\"confirmations\":5,"
            + "\"settled\":true,\"state\":\"FROZEN\",\"detail\":\"\"}]}";

    @TempDir
    Path home;

    private StubNode node;

    @BeforeEach
    void start() throws IOException {
        node = new StubNode();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void statusShowsNodeCommitterAndAnchorsAsTextThatCannotMoveTheCursor() {
        node.answer("/api/v1/goals", "{\"goals\":[{\"goal_id\":\"G\"}]}");
        node.answer("/api/v1/tau", TAU);
        node.answer("/api/v1/anchors/G", ANCHORS);
        Invocation shown = ask("status");
        assertThat(shown.exitCode()).as(shown.err()).isZero();
        assertThat(shown.out())
                .contains("tau node         tau:12345\n")
                .contains("circuit breaker  OPEN\n")
                .contains("balance          -\n")
                .contains("problem          no connection\n")
                .contains("G: 7 of its entries final (source tau), 1 anchors, 1 pending\n")
                .contains("       3        7  abababababababab     13              5  FROZEN\n")
                .contains("evil\\u{1b}[2J")
                .doesNotContain("\u001b");
        assertThat(ask("status", "G", "--json").out())
                .startsWith("{\"mode\":\"committing\"")
                .contains("\"goals\":[{\"goal_id\":\"G\"")
                .hasLineCount(1);
        assertThat(ask("status", "no goal").exitCode()).isEqualTo(2);
    }

    @Test
    void sendsOrdersAndSaysWhatCameOfThem() {
        node.answer(ADMIN + "/commit", "{\"changed\":true}");
        assertThat(ask("commit", "--now").out()).startsWith("what is new is anchored now");
        node.answer(ADMIN + "/commit", "{\"changed\":false}");
        assertThat(ask("commit", "--now").out()).isEqualTo("nothing new to anchor\n");
        assertThat(ask("commit", "--now", "--json").out()).isEqualTo("{\"changed\":false}\n");
        node.answer(ADMIN + "/reset-breaker", "{\"changed\":true}");
        assertThat(ask("reset-breaker").out()).startsWith("the circuit breaker is closed;");
        assertThat(ask("commit").exitCode()).isEqualTo(2);
        assertThat(ask("commit").err()).contains("--now");
        assertThat(ask().exitCode()).isEqualTo(2);
    }

    @Test
    void keygenWritesAKeyThatANodeTakesAndNobodyElseReads() throws IOException {
        Path file = home.resolve("tau.key");
        Invocation made = Invocation.run(home, Map.of(), "tau", "keygen", "-o", file.toString(), "--json");
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        byte[] scalar = HexFormat.of().parseHex(Files.readString(file).strip());
        String publicKey = BlsSecretKey.of("key", scalar).publicKey().hex();
        assertThat(made.json().get("public_key").textValue()).isEqualTo(publicKey);
        assertThat(made.out()).doesNotContain(HexFormat.of().formatHex(scalar));

        Invocation again = Invocation.run(home, Map.of(), "tau", "keygen", "-o", file.toString());
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("a key is never overwritten");
        assertThat(Invocation.run(home, Map.of(), "tau", "keygen", "-o", home + "/none/key")
                        .err())
                .contains("no such directory");

        Map<String, String> node =
                Map.of("IAN_TAU_HOST", "tau", "IAN_TAU_PORT", "1", "IAN_TAU_KEY_FILE", file.toString());
        assertThat(Invocation.run(home, node, "config", "validate").exitCode()).isZero();
    }

    private Invocation ask(String... arguments) {
        List<String> all = new ArrayList<>(List.of("tau"));
        all.addAll(List.of(arguments));
        if (arguments.length > 0) {
            all.addAll(List.of("--node", node.url()));
        }
        return Invocation.run(home, Map.of(), all.toArray(String[]::new));
    }
}
