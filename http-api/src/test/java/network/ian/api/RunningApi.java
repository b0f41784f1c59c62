package network.ian.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import network.ian.api.access.AdminToken;
import network.ian.api.metrics.CertificateExpiry;
import network.ian.api.metrics.NodeMetrics;
import network.ian.api.tls.ApiCertificate;
import network.ian.api.tls.TlsException;
import network.ian.core.config.ConfigException;
import network.ian.core.config.ConfigLoader;
import network.ian.core.config.ConfigSources;
import network.ian.core.config.NodeConfig;
import network.ian.core.config.Secret;
import network.ian.core.node.Node;
import network.ian.core.node.NodeEnvironment;
import network.ian.core.node.NodeOpener;
import network.ian.core.runtime.ManualClock;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.token.LiveTokens;
import network.ian.core.view.AnchorView;
import network.ian.core.view.PeerDirectory;

/** A real node behind a real server on a free port, and a client for it. The wall clock stands still. */
final class RunningApi implements AutoCloseable {

    static final long NOW_MS = 1_800_000_000_000L;
    static final String GOAL = "DEMO_TRADING_AGENT";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    final Node node;
    final ApiServer server;
    final Secret adminToken;
    final int port;
    final Optional<ApiCertificate> certificate;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RunningApi(Node node, ApiServer server, Secret adminToken, Optional<ApiCertificate> certificate) {
        this.certificate = certificate;
        this.node = node;
        this.server = server;
        this.adminToken = adminToken;
        this.port = server.start();
    }

    static RunningApi start(Path data) throws IOException {
        return start(data, Map.of());
    }

    /** @param environment {@code IAN_*} variables */
    static RunningApi start(Path data, Map<String, String> environment) throws IOException {
        return start(data, environment, MonotonicClock.system(), Duration.ofSeconds(30));
    }

    static RunningApi start(Path data, PeerDirectory peers) throws IOException {
        return start(
                data,
                Map.of(),
                peers,
                AnchorView.NONE,
                MonotonicClock.system(),
                MonotonicClock.system(),
                Duration.ofSeconds(30));
    }

    static RunningApi start(Path data, PeerDirectory peers, AnchorView anchors) throws IOException {
        return start(
                data,
                Map.of(),
                peers,
                anchors,
                MonotonicClock.system(),
                MonotonicClock.system(),
                Duration.ofSeconds(30));
    }

    static RunningApi start(Path data, AnchorView anchors) throws IOException {
        return start(
                data,
                Map.of(),
                PeerDirectory.NONE,
                anchors,
                MonotonicClock.system(),
                MonotonicClock.system(),
                Duration.ofSeconds(30));
    }

    static RunningApi start(Path data, Map<String, String> environment, MonotonicClock apiTicker, Duration timeout)
            throws IOException {
        return start(
                data, environment, PeerDirectory.NONE, AnchorView.NONE, apiTicker, MonotonicClock.system(), timeout);
    }

    /** A node whose own durations are those of {@code nodeTicker}. */
    static RunningApi startWithTicker(Path data, MonotonicClock nodeTicker) throws IOException {
        return start(
                data,
                Map.of(),
                PeerDirectory.NONE,
                AnchorView.NONE,
                MonotonicClock.system(),
                nodeTicker,
                Duration.ofSeconds(30));
    }

    private static RunningApi start(
            Path data,
            Map<String, String> environment,
            PeerDirectory peers,
            AnchorView anchors,
            MonotonicClock apiTicker,
            MonotonicClock nodeTicker,
            Duration timeout)
            throws IOException {
        Clock clock = Clock.fixed(Instant.ofEpochMilli(NOW_MS), ZoneOffset.UTC);
        return start(data, environment, peers, anchors, apiTicker, nodeTicker, clock, timeout);
    }

    /** @param clock of both kinds for the API */
    static RunningApi start(Path data, Map<String, String> environment, ManualClock clock) throws IOException {
        return start(
                data,
                environment,
                PeerDirectory.NONE,
                AnchorView.NONE,
                clock,
                MonotonicClock.system(),
                clock.wall(),
                Duration.ofSeconds(30));
    }

    private static RunningApi start(
            Path data,
            Map<String, String> environment,
            PeerDirectory peers,
            AnchorView anchors,
            MonotonicClock apiTicker,
            MonotonicClock nodeTicker,
            Clock clock,
            Duration timeout)
            throws IOException {
        Map<String, String> variables = new HashMap<>(Map.of(
                "IAN_DATA_DIR", data.toString(),
                "IAN_API_PORT", "0",
                "IAN_WS_PORT", "0",
                "IAN_STORAGE_MIN_FREE_DISK_BYTES", "0"));
        variables.putAll(environment);
        NodeConfig config = config(data, variables);
        SecureRandom entropy = new SecureRandom(new byte[] {1});
        NodeMetrics metrics = new NodeMetrics();
        Node node = NodeOpener.open(config, new NodeEnvironment(clock, nodeTicker, entropy, metrics.contributions()));
        Secret token = AdminToken.create(data, entropy);
        Optional<ApiCertificate> certificate = certificate(config, clock, metrics);
        ApiServer server = new ApiServer(
                new ApiServer.Parts(
                        node,
                        config,
                        metrics,
                        peers,
                        anchors,
                        token,
                        LiveTokens.open(data),
                        certificate,
                        clock,
                        apiTicker,
                        "0.1.0-test"),
                timeout);
        try {
            return new RunningApi(node, server, token, certificate);
        } catch (IllegalStateException e) {
            server.close();
            node.close();
            throw e;
        }
    }

    private static Optional<ApiCertificate> certificate(NodeConfig config, Clock clock, NodeMetrics metrics) {
        return config.api().tls().map(files -> {
            try {
                return ApiCertificate.open(
                        files,
                        config.node().dataDir(),
                        clock,
                        end -> metrics.certificates().set(CertificateExpiry.API, end));
            } catch (TlsException e) {
                throw new IllegalArgumentException(e);
            }
        });
    }

    Reply get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    Reply head(String path, String... headers) {
        return send("HEAD", path, null, headers);
    }

    Reply post(String path, byte[] body, String... headers) {
        return send("POST", path, body, headers);
    }

    Reply send(String method, String path, byte[] body, String... headers) {
        HttpRequest.BodyPublisher publisher =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(40))
                .method(method, publisher);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return exchange(request.build());
    }

    Reply exchange(HttpRequest request) {
        try {
            return new Reply(client.send(request, HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        node.close();
    }

    private static NodeConfig config(Path data, Map<String, String> environment) {
        try {
            return ConfigLoader.load(new ConfigSources(Optional.empty(), Map.of(), environment, data))
                    .config();
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e.problems().toString(), e);
        }
    }

    /** An answer as a client sees it. */
    record Reply(HttpResponse<byte[]> response) {

        int status() {
            return response.statusCode();
        }

        String text() {
            return new String(response.body(), java.nio.charset.StandardCharsets.UTF_8);
        }

        JsonNode json() {
            try {
                return MAPPER.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(text(), e);
            }
        }

        JsonNode data() {
            return json().get("data");
        }

        String error() {
            return json().path("error").asText();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }
}
