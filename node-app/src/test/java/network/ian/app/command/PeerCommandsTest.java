package network.ian.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.ian.app.Invocation;
import network.ian.app.client.StubNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerCommandsTest {

    private static final String ID = "ab".repeat(32);
    private static final String PEERS = "{\"peers\":[{\"node_id\":\"" + ID + "\",\"address\":\"192.0.2.7:9000\","
            + "\"direction\":\"outbound\",\"agent\":\"evil\\u001b[2J\",\"score\":99.5,\"trusted\":false,"
            + "\"pinned\":true,\"rtt_ms\":12.2,\"connected_since_ms\":0,\"entries\":{}}],\"total\":1,"
            + "\"banned\":[{\"node_id\":\"cd\",\"score\":0,\"banned_until_ms\":4102444800000}],"
            + "\"pinned\":[\"node.example:9000\"],\"known_addresses\":7}";
    private static final String ADMIN = "/api/v1/admin/peers";

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
    void listsPeersAsTextThatCannotMoveTheCursor() {
        node.answer("/api/v1/peers", PEERS);
        Invocation shown = ask("list");
        assertThat(shown.exitCode()).isZero();
        assertThat(shown.out())
                .contains("abababababababab  192.0.2.7:9000  outbound, kept")
                .contains("99.5  12.2 ms")
                .contains("evil\\u{1b}[2J")
                .contains("banned: cd for another ")
                .contains("added: node.example:9000\n")
                .contains("1 connected, 1 banned, 7 addresses known\n")
                .doesNotContain("\u001b");
        assertThat(ask("list", "--full").out()).contains(ID);
        assertThat(ask("list", "--json").out()).startsWith("{\"peers\":[{").hasLineCount(1);
    }

    @Test
    void sendsOrdersAndSaysWhatCameOfThem() {
        node.answer(ADMIN + "/add?address=node.example:9000", "{\"changed\":true}");
        assertThat(ask("add", "tcp://node.example:9000").out())
                .isEqualTo("node.example:9000 is dialled now and kept\n");
        node.answer(ADMIN + "/remove?address=node.example:9000", "{\"changed\":false}");
        assertThat(ask("remove", "node.example:9000").out()).isEqualTo("node.example:9000 was not added\n");
        node.answer(ADMIN + "/" + ID + "/ban?seconds=7200", "{\"changed\":true}");
        assertThat(ask("ban", ID, "--hours", "2").out()).isEqualTo(ID + " is banned for 2 h\n");
        node.answer(ADMIN + "/" + ID + "/unban", "{\"changed\":true}");
        assertThat(ask("unban", ID).out()).isEqualTo(ID + " is not banned any longer\n");
        assertThat(ask("unban", ID, "--json").out()).isEqualTo("{\"changed\":true}\n");
    }

    @Test
    void refusesWhatIsNoAddressAndNoId() {
        assertThat(ask("add", "nowhere").err()).isEqualTo("ian: ADDRESS: expected host:port or tcp://host:port\n");
        assertThat(ask("ban", "AB").err()).startsWith("ian: NODE_ID: expected 64 lower-case hex digits");
        assertThat(ask("ban", ID, "--hours", "0").exitCode()).isEqualTo(2);
        assertThat(ask().exitCode()).isEqualTo(2);
    }

    @Test
    void checkSaysInOneLineWhatFails() throws IOException {
        int port;
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = door.getLocalPort();
        }
        Invocation refused = Invocation.run(home, Map.of(), "peer", "check", "127.0.0.1:" + port);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).isEqualTo("ian: 127.0.0.1:" + port + ": tcp: refused: nobody listens there\n");
        assertThat(Invocation.run(home, Map.of(), "peer", "check", "--json", "tcp://127.0.0.1:" + port)
                        .out())
                .isEqualTo("{\"reached\":false,\"address\":\"127.0.0.1:" + port
                        + "\",\"step\":\"tcp\",\"error\":\"refused: nobody listens there\"}\n");
        assertThat(Invocation.run(home, Map.of(), "peer", "check", "nowhere").exitCode())
                .isEqualTo(2);
    }

    private Invocation ask(String... arguments) {
        List<String> all = new ArrayList<>(List.of("peer"));
        all.addAll(List.of(arguments));
        if (arguments.length > 0) {
            all.addAll(List.of("--node", node.url()));
        }
        return Invocation.run(home, Map.of(), all.toArray(String[]::new));
    }
}
