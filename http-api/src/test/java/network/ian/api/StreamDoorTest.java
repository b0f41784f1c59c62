package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.ian.api.tls.SelfSigned;
import network.ian.core.runtime.ManualClock;
import network.ian.core.token.Lifetime;
import network.ian.core.token.Scope;
import network.ian.core.token.TokenStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let into the stream, and who is not; over real sockets. */
class StreamDoorTest {

    private static final String KEY = "a-key-for-the-stream";
    private static final String PATH = StreamTest.PATH;
    private static final String OWN = StreamTest.OWN;
    private static final String ALL = StreamTest.ALL;

    @TempDir
    private Path data;

    @Test
    void pagesOfOtherHostsAreRefusedOnBothTransports() throws Exception {
        try (RunningApi api = RunningApi.start(data)) {
            String sentence = "Origin: only pages of this host may follow the stream";
            for (String origin : List.of("http://evil.example", "null", "http://localhost.evil.example", "junk %%")) {
                StreamTest.assertRefused(StreamSocket.webSocket(api.port, PATH, "Origin", origin), 403, sentence);
                StreamTest.assertRefused(
                        StreamSocket.webSocket(api.server.streamPort(), OWN, "Origin", origin), 403, sentence);
                StreamTest.assertRefused(StreamSocket.events(api.port, "", "Origin", origin), 403, sentence);
            }
            try (StreamSocket page =
                    StreamSocket.webSocket(api.server.streamPort(), OWN, "Origin", "https://LOCALHOST:8000")) {
                assertThat(page.status()).isEqualTo(101);
            }
            assertThat(api.get("/metrics").text()).contains("ian_stream_refused_total{reason=\"origin\",} 12.0");
        }
    }

    @Test
    void aTokenIsAskedForWhereReadsNeedOneAndEndsWithItsStream() throws Exception {
        ManualClock clock = new ManualClock();
        Map<String, String> locked = Map.of("IAN_API_PROTECT_READS", "true", "IAN_API_KEY", KEY);
        TokenStore tokens = new TokenStore(data, clock.wall(), new java.security.SecureRandom(new byte[] {7}));
        try (RunningApi api = RunningApi.start(data, locked, clock)) {
            String token = tokens.create(Set.of(Scope.READ), Optional.empty(), Lifetime.of(Duration.ofSeconds(90)))
                    .text()
                    .reveal();
            clock.advance(Duration.ofSeconds(2));
            int own = api.server.streamPort();
            StreamTest.assertRefused(StreamSocket.webSocket(own, OWN), 401, "a key is needed");
            StreamTest.assertRefused(StreamSocket.webSocket(own, OWN + "?token=" + token), 401, "a key is needed");
            StreamTest.assertRefused(StreamSocket.events(api.port, ""), 401, "a key is needed");
            StreamTest.assertRefused(StreamSocket.webSocket(own, OWN, "X-API-Key", "wrong"), 401, "the key is wrong");
            try (StreamSocket key = StreamSocket.webSocket(own, OWN, "X-API-Key", KEY);
                    StreamSocket header = StreamSocket.webSocket(api.port, PATH, "Authorization", "Bearer " + token);
                    StreamSocket browser =
                            StreamSocket.webSocket(own, OWN, "Sec-WebSocket-Protocol", "ian.v1, bearer." + token);
                    StreamSocket events = StreamSocket.events(api.port, "", "Authorization", "Bearer " + token)) {
                assertThat(List.of(key.status(), header.status(), browser.status(), events.status()))
                        .containsExactly(101, 101, 101, 200);
                assertThat(browser.head)
                        .contains("Sec-WebSocket-Protocol: ian.v1\n")
                        .doesNotContain(token);
                for (StreamSocket socket : List.of(key, header, browser)) {
                    assertThat(socket.subscribe(ALL, null).message().get("type").asText())
                            .isEqualTo("subscribed");
                }
                events.event();
                clock.advance(Duration.ofSeconds(31));
                for (StreamSocket socket : List.of(key, header, browser)) {
                    assertThat(socket.send("{\"type\":\"ping\"}")
                                    .message()
                                    .get("type")
                                    .asText())
                            .isEqualTo("pong");
                }
                clock.advance(Duration.ofSeconds(29));
                for (StreamSocket socket : List.of(key, header, browser)) {
                    socket.send("{\"type\":\"ping\"}").message();
                }
                clock.advance(Duration.ofSeconds(31));
                assertThat(header.closeCode()).isEqualTo(1008);
                assertThat(browser.closeCode()).isEqualTo(1008);
                assertThatThrownBy(events::event).isInstanceOf(EOFException.class);
                assertThat(key.send("{\"type\":\"ping\"}").message().get("type").asText())
                        .isEqualTo("pong");
            }
        }
    }

    @Test
    void limitsAreSaidBeforeTheUpgrade() throws Exception {
        Map<String, String> small = Map.of(
                "IAN_API_STREAM_MAX_CLIENTS", "3",
                "IAN_API_STREAM_MAX_PER_ADDRESS", "2",
                "IAN_API_RATE_LIMIT_LOOPBACK", "true",
                "IAN_API_TRUSTED_PROXIES", "127.0.0.0/8");
        try (RunningApi api = RunningApi.start(data, small)) {
            String[] here = {"X-Forwarded-For", "192.0.2.1"};
            StreamSocket first = StreamSocket.webSocket(api.server.streamPort(), OWN, here);
            StreamSocket second = StreamSocket.events(api.port, "", here);
            assertThat(first.status() + second.status()).isEqualTo(301);
            StreamSocket third = StreamSocket.webSocket(api.port, PATH, here);
            assertThat(third.head).contains("Retry-After: 30");
            StreamTest.assertRefused(third, 429, "this address has 2 streams open");
            StreamSocket other = StreamSocket.webSocket(api.port, PATH, "X-Forwarded-For", "192.0.2.2");
            assertThat(other.status()).isEqualTo(101);
            StreamTest.assertRefused(
                    StreamSocket.events(api.port, "", "X-Forwarded-For", "192.0.2.3"), 503, "serves 3 stream clients");
            assertThat(api.get("/health").status()).isEqualTo(200);
            assertThat(api.get("/metrics").text())
                    .contains("ian_stream_refused_total{reason=\"address\",} 1.0")
                    .contains("ian_stream_refused_total{reason=\"total\",} 1.0");
            other.cut();
            first.cut();
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                try (StreamSocket again = StreamSocket.webSocket(api.port, PATH, here)) {
                    return again.status() == 101;
                }
            });
            second.cut();
        }
    }

    @Test
    void aPlaceComesBackHoweverAHandshakeEnds() throws Exception {
        Map<String, String> small = Map.of("IAN_API_STREAM_MAX_CLIENTS", "4");
        try (RunningApi api = RunningApi.start(data, small)) {
            int own = api.server.streamPort();
            for (int i = 0; i < 6; i++) {
                // Jetty takes these queries, and java.net.URI does not.
                for (String query : List.of("?x=|", "?x=%zz", "?x=\"")) {
                    StreamTest.assertRefused(StreamSocket.webSocket(own, OWN + query), 400, "not a valid WebSocket");
                }
                StreamTest.assertRefused(
                        StreamSocket.webSocket(own, OWN, "Sec-WebSocket-Extensions", "a;b=\"c"),
                        400,
                        "not a valid WebSocket");
            }
            for (int i = 0; i < 30; i++) {
                StreamSocket.webSocket(own, OWN).cut();
            }
            List<StreamSocket> all = new ArrayList<>();
            await().atMost(Duration.ofSeconds(40)).until(() -> {
                StreamSocket next = StreamSocket.webSocket(own, OWN);
                if (next.status() == 101) {
                    all.add(next);
                } else {
                    next.cut();
                }
                return all.size() == 4;
            });
            for (StreamSocket socket : all) {
                socket.cut();
            }
        }
    }

    @Test
    void overTlsTheStreamHasTheApisCertificate() throws Exception {
        Path files = Files.createDirectory(data.resolve("tls"));
        SelfSigned pair = SelfSigned.make("EC", 1, Instant.parse("2040-01-01T00:00:00Z"));
        pair.write(files);
        Map<String, String> tls = Map.of(
                "IAN_API_TLS_CERT_FILE", files.resolve("cert.pem").toString(),
                "IAN_API_TLS_KEY_FILE", files.resolve("key.pem").toString());
        try (RunningApi api = RunningApi.start(data, tls)) {
            for (int port : List.of(api.server.streamPort(), api.port)) {
                Socket socket =
                        TlsTest.trusting(pair).getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
                try (StreamSocket secure = StreamSocket.webSocket(socket, port == api.port ? PATH : OWN)) {
                    assertThat(secure.subscribe(ALL, null).message().get("type").asText())
                            .isEqualTo("subscribed");
                    api.node.events().publish(StreamTest.reorg(port));
                    assertThat(secure.message().at("/data/from_index").asInt()).isEqualTo(port);
                }
            }
        }
    }
}
