package network.ian.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.node.DataDirectoryLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ian body drop} beside a running node, for which a lock and a small server stand. */
class BodyDropCommandTest {

    private static final String ID = "ab".repeat(32);

    @TempDir
    Path home;

    private final List<String> asked = new ArrayList<>();
    private Path data;
    private DataDirectoryLock lock;
    private HttpServer node;
    private int status = 200;
    private String answer = "{\"success\":true,\"data\":{\"dropped\":true},\"error\":null,\"timestamp\":1}";

    @BeforeEach
    void start() throws IOException {
        data = Files.createDirectories(home.resolve(".ian"));
        lock = DataDirectoryLock.take(data);
        node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] octets = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, octets.length);
            exchange.getResponseBody().write(octets);
            exchange.close();
        });
        node.start();
        Files.writeString(data.resolve("admin.token"), "secret-token\n");
    }

    @AfterEach
    void stop() {
        node.stop(0);
        lock.close();
    }

    @Test
    void asksTheNodeWithItsToken() throws IOException {
        Invocation run = drop();
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json().path("dropped").asBoolean()).isTrue();
        assertThat(asked)
                .containsExactly(
                        "POST /api/v1/admin/goals/DEMO_TRADING_AGENT/drop-body/" + ID + " Bearer secret-token");
    }

    @Test
    void theGoalMayBeLeftOutWhereThereIsOne() throws IOException {
        String port = "" + node.getAddress().getPort();
        Invocation none = OfflineRun.ian(home, "body", "drop", ID, "--api-port", port);
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("--goal: name one");
        GoalCatalog.open(data, Files.createDirectories(home.resolve("specs")), 1);
        Invocation one = OfflineRun.ian(home, "body", "drop", ID, "--api-port", port);
        assertThat(one.exitCode()).as(one.err()).isZero();
        assertThat(asked).hasSize(1).allMatch(request -> request.contains("/DEMO_TRADING_AGENT/"));
    }

    @Test
    void saysWhatTheNodeSays() throws IOException {
        answer = answer.replace("\"dropped\":true", "\"dropped\":false");
        assertThat(drop().json().path("dropped").asBoolean(true)).isFalse();
        status = 404;
        assertThat(drop().exitCode()).isEqualTo(1);
        status = 401;
        assertThat(drop().exitCode()).isEqualTo(4);
    }

    @Test
    void aNodeWithoutATokenOrAnAnswerIsNotThere() throws IOException {
        node.stop(0);
        assertThat(drop().exitCode()).isEqualTo(3);
        Files.delete(data.resolve("admin.token"));
        assertThat(drop().exitCode()).isEqualTo(3);
    }

    private Invocation drop() {
        return OfflineRun.ian(
                home,
                "body",
                "drop",
                ID,
                "--goal",
                "DEMO_TRADING_AGENT",
                "--json",
                "--api-port",
                "" + node.getAddress().getPort());
    }
}
