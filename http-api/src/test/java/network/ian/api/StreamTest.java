package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import network.ian.core.event.GoalEvent;
import network.ian.core.merkle.MerkleView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stream of a real node over real sockets. */
class StreamTest {

    private static final long SEED = 0xF022;
    static final String PATH = "/api/v1/stream";
    static final String OWN = "/subscribe";
    static final String ALL = "\"contributions\",\"leaderboard\",\"peers\",\"sync\",\"tau\"";

    @TempDir
    private Path data;

    private final Contributions contributions = new Contributions(77);

    @Test
    void bothPortsAndBothTransportsTellTheSame() throws Exception {
        try (RunningApi api = RunningApi.start(data);
                StreamSocket own = StreamSocket.webSocket(api.server.streamPort(), OWN);
                StreamSocket beside = StreamSocket.webSocket(api.port, PATH);
                StreamSocket events = StreamSocket.events(api.port, "?channels=contributions");
                StreamSocket ranks = StreamSocket.events(api.port, "?channels=leaderboard&goal=" + RunningApi.GOAL)) {
            assertThat(own.status()).isEqualTo(101);
            assertThat(own.head).contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=").doesNotContainIgnoringCase("extensions");
            assertThat(events.head).contains("text/event-stream", "no-store").contains("X-Accel-Buffering: no");
            own.subscribe("\"contributions\"", null);
            beside.subscribe("\"contributions\"", null);
            assertThat(own.message().get("type").asText()).isEqualTo("subscribed");
            assertThat(beside.message().get("channels").get(0).asText()).isEqualTo("contributions");
            assertThat(events.event().get("type").asText()).isEqualTo("subscribed");
            assertThat(ranks.event().get("goal").asText()).isEqualTo(RunningApi.GOAL);

            JsonNode accepted = accept(api, "<b>alice</b>");
            JsonNode told = own.message();
            assertThat(told.get("type").asText()).isEqualTo("contribution_added");
            assertThat(told.get("channel").asText()).isEqualTo("contributions");
            assertThat(told.at("/data/contribution_id")).isEqualTo(accepted.get("contribution_id"));
            assertThat(told.at("/data/contributor_id").asText()).isEqualTo("<b>alice</b>");
            assertThat(told.at("/data/log_index").asInt()).isZero();
            assertThat(told.at("/data/metrics/steps_run").asLong()).isPositive();
            assertThat(beside.message()).isEqualTo(told);
            assertThat(events.event()).isEqualTo(told);
            assertThat(ranks.event().at("/data/leaderboard_root"))
                    .isEqualTo(
                            api.get("/api/v1/status/" + RunningApi.GOAL).data().get("leaderboard_root"));
            own.send("{\"type\":\"unsubscribe\"}").send("{\"type\":\"ping\"}");
            assertThat(own.message().get("type").asText()).isEqualTo("unsubscribed");
            assertThat(own.message().get("type").asText()).isEqualTo("pong");

            assertThat(api.head(PATH).status()).isEqualTo(200);
            assertThat(api.get("/api/v1/info").data().get("stream_port").asInt())
                    .isEqualTo(api.server.streamPort());
            assertThat(api.get("/metrics").text())
                    .contains("ian_stream_clients{transport=\"websocket\",} 2.0")
                    .contains("ian_stream_clients{transport=\"sse\",} 2.0")
                    .contains("ian_stream_events_total{type=\"contribution_added\",} 1.0");
            own.cut();
            events.cut();
            accept(api, "bob");
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                accept(api, "carol");
                assertThat(api.get("/metrics").text())
                        .contains("ian_stream_clients{transport=\"websocket\",} 1.0")
                        .contains("ian_stream_clients{transport=\"sse\",} 1.0");
            });
        }
    }

    @Test
    void peersAndSyncAreLookedAt() throws Exception {
        try (RunningApi api = RunningApi.start(data, new FakePeers());
                StreamSocket sync = StreamSocket.events(api.port, "?channels=sync&goal=" + RunningApi.GOAL);
                StreamSocket peers = StreamSocket.events(api.port, "?channels=peers&goal=" + RunningApi.GOAL)) {
            sync.event();
            String seen = peers.event().get("cursor").asText();
            accept(api, "alice");
            JsonNode progress = sync.event();
            assertThat(progress.get("type").asText()).isEqualTo("sync_progress");
            assertThat(progress.at("/data/state").asText()).isEqualTo("syncing");
            assertThat(progress.at("/data/lag").asInt()).isEqualTo(5);
            assertThat(progress.at("/data/log_size").asInt()).isEqualTo(1);
            assertThat(progress.at("/data/log_root"))
                    .isEqualTo(
                            api.get("/api/v1/status/" + RunningApi.GOAL).data().get("log_root"));
            // The peer was there from the first look on, which may have been before the subscription.
            String run = seen.substring(0, seen.indexOf('-'));
            try (StreamSocket all = StreamSocket.events(api.port, "?channels=peers&since=" + run + "-0")) {
                all.event();
                JsonNode came = all.event();
                assertThat(came.get("type").asText()).isEqualTo("peer_connected");
                assertThat(came.get("goal_id").isNull()).isTrue();
                assertThat(came.at("/data/node_id").asText()).isEqualTo(FakePeers.ID);
            }
        }
    }

    @Test
    void whatIsNoStreamIsAnsweredInTheEnvelope() throws Exception {
        try (RunningApi api = RunningApi.start(data)) {
            int own = api.server.streamPort();
            assertRefused(StreamSocket.webSocket(own, PATH), 404, "the stream is at " + OWN);
            assertRefused(StreamSocket.webSocket(own, "/"), 404, "the stream is at " + OWN);
            assertRefused(StreamSocket.webSocket(api.port, OWN), 404, "the stream is at " + PATH);
            assertRefused(StreamSocket.webSocket(api.port, "/api/v1/info"), 404, "the stream is at " + PATH);
            assertThat(new RawClient(own).exchange("GET /subscribe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 426")
                    .contains("WebSocket only")
                    .contains("Upgrade: websocket");
            assertThat(new RawClient(own).exchange("GET /api/v1/info HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 404")
                    .contains("\"success\":false");
            String head = "GET /subscribe HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n";
            assertThat(new RawClient(own).exchange(head + "Sec-WebSocket-Version: 12\r\n\r\n"))
                    .startsWith("HTTP/1.1 400")
                    .contains("not a valid WebSocket handshake");
            assertThat(api.send("POST", PATH, new byte[0]).status()).isEqualTo(405);
            assertRefused(StreamSocket.events(api.port, "?channels=news"), 400, "channels: expected one or more of");
            assertRefused(StreamSocket.events(api.port, "?since=x"), 400, "since: expected the cursor");
            assertRefused(StreamSocket.events(api.port, "?goal=NONE"), 400, "goal: this node has no goal");
            assertRefused(StreamSocket.events(api.port, "", "Last-Event-ID", "7"), 400, "since: expected the cursor");
            assertThat(api.get("/metrics").text())
                    .contains("ian_stream_clients{transport=\"websocket\",} 0.0")
                    .contains("ian_stream_clients{transport=\"sse\",} 0.0");
        }
    }

    @Test
    void whatAClientSendsWrongIsSaidAndTooMuchEndsIt() throws Exception {
        try (RunningApi api = RunningApi.start(data)) {
            int own = api.server.streamPort();
            try (StreamSocket wrong = StreamSocket.webSocket(own, OWN)) {
                for (int i = 1; i < 10; i++) {
                    JsonNode error = wrong.send("{\"type\":\"" + i + "\"}").message();
                    assertThat(error.get("type").asText()).isEqualTo("error");
                    assertThat(error.get("error").asText()).startsWith("type: expected subscribe");
                }
                wrong.send("\u0000");
                assertThat(wrong.closeCode()).isEqualTo(1008);
            }
            assertThat(closed(own, socket -> socket.send("x".repeat(4_097)))).isEqualTo(1009);
            assertThat(closed(own, socket -> {
                        socket.frame(StreamSocket.TEXT, false, new byte[3_000]);
                        socket.frame(0, true, new byte[3_000]);
                    }))
                    .isEqualTo(1009);
            assertThat(closed(own, socket -> socket.frame(2, true, new byte[] {1})))
                    .isEqualTo(1003);
            assertThat(closed(own, socket -> socket.frame(StreamSocket.TEXT, true, new byte[] {(byte) 0xc0})))
                    .isEqualTo(1007);
            assertThat(closed(own, socket -> socket.frame(3, true, new byte[0])))
                    .isEqualTo(1002);
            assertThat(closed(own, socket -> socket.raw(new byte[] {(byte) 0x81, 1, 'x'})))
                    .isEqualTo(1002);
            assertThat(closed(own, socket -> {
                        for (int i = 0; i < 200; i++) {
                            socket.send("{\"type\":\"ping\"}");
                        }
                    }))
                    .isEqualTo(1008);
            for (int kind : List.of(StreamSocket.PING, StreamSocket.PONG)) {
                assertThat(closed(own, socket -> {
                            for (int i = 0; i < 400; i++) {
                                socket.frame(kind, true, new byte[0]);
                            }
                        }))
                        .as("frames of kind %s without end", kind)
                        .isEqualTo(1008);
            }
            assertThat(closed(own, socket -> {
                        socket.frame(StreamSocket.TEXT, false, new byte[0]);
                        for (int i = 0; i < 400; i++) {
                            socket.frame(0, false, new byte[0]);
                        }
                    }))
                    .as("a message in pieces of nothing")
                    .isEqualTo(1008);
            try (StreamSocket polite = StreamSocket.webSocket(own, OWN)) {
                polite.frame(StreamSocket.PING, true, new byte[] {5});
                assertThat(polite.frame())
                        .satisfies(pong -> assertThat(pong.opcode).isEqualTo(StreamSocket.PONG))
                        .satisfies(pong -> assertThat(pong.payload).containsExactly(5));
                polite.frame(StreamSocket.CLOSE, true, new byte[] {3, (byte) 0xe8});
                assertThat(polite.closeCode()).isEqualTo(1000);
            }
        }
    }

    /** Octets at random after a handshake: no stack trace comes back, and the node goes on. */
    @Test
    void junkEndsAConnectionAndNothingElse() throws Exception {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        try (RunningApi api = RunningApi.start(data);
                StreamSocket witness = StreamSocket.webSocket(api.server.streamPort(), OWN)) {
            for (int i = 0; i < 60; i++) {
                byte[] junk = new byte[1 + random.nextInt(300)];
                random.nextBytes(junk);
                if (random.nextBoolean()) {
                    junk[0] = (byte) (0x80 | random.nextInt(16));
                }
                try (StreamSocket socket = StreamSocket.webSocket(api.server.streamPort(), OWN)) {
                    socket.raw(junk);
                    String came = socket.rest();
                    assertThat(came).as("case %s", i).doesNotContain("org.eclipse", "network.ian", "\tat ", "java.");
                } catch (SocketException e) {
                    assertThat(e).as("case %s", i).hasMessageMatching("(?i).*(reset|broken pipe|abort).*");
                }
            }
            assertThat(witness.send("{\"type\":\"ping\"}").message().get("type").asText())
                    .isEqualTo("pong");
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            api.get("/metrics").text().contains("ian_stream_clients{transport=\"websocket\",} 1.0"));
        }
    }

    @Test
    void theNodesEndIsSaidAndATakenPortNamesItsSetting() throws Exception {
        List<StreamSocket> open = new ArrayList<>();
        try (RunningApi api = RunningApi.start(data)) {
            open.add(StreamSocket.webSocket(api.server.streamPort(), OWN));
            open.add(StreamSocket.events(api.port, ""));
            open.get(0).subscribe(ALL, null).message();
            open.get(1).event();
        }
        assertThat(open.get(0).closeCode()).isEqualTo(1001);
        assertThatThrownBy(() -> open.get(1).event()).isInstanceOf(EOFException.class);
        for (StreamSocket socket : open) {
            socket.cut();
        }
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> port = Map.of("IAN_WS_PORT", String.valueOf(taken.getLocalPort()));
            assertThatThrownBy(() -> RunningApi.start(data, port))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("cannot listen on 127.0.0.1 port " + taken.getLocalPort() + " (api.host, p2p.ws_port)");
        }
    }

    private JsonNode accept(RunningApi api, String contributor) {
        while (true) {
            JsonNode answer = api.post("/api/v1/contribute", contributions.unsigned(contributor))
                    .data();
            if (answer.get("accepted").asBoolean()) {
                return answer;
            }
        }
    }

    static GoalEvent reorg(int from) {
        return new GoalEvent.LogReorg(RunningApi.GOAL, from, 10, MerkleView.EMPTY_ROOT);
    }

    private interface Sending {
        void to(StreamSocket socket) throws IOException;
    }

    private static int closed(int port, Sending sending) throws IOException {
        try (StreamSocket socket = StreamSocket.webSocket(port, OWN)) {
            sending.to(socket);
            return socket.closeCode();
        }
    }

    static void assertRefused(StreamSocket refused, int status, String sentence) throws IOException {
        try (refused) {
            assertThat(refused.status()).as(refused.head).isEqualTo(status);
            assertThat(refused.rest()).contains("\"success\":false").contains(sentence);
        }
    }
}
