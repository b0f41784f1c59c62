package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import network.ian.api.RunningApi.Reply;
import network.ian.api.access.AdminToken;
import network.ian.core.state.NodeStateFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets in, with what key, and how often. */
class AccessTest {

    private static final String GOAL = RunningApi.GOAL;
    private static final String CONTRIBUTE = "/api/v1/contribute";
    private static final String SAVE = "/api/v1/admin/save";
    private static final String KEY = "correct-horse-battery";

    @TempDir
    private Path data;

    private final Contributions contributions = new Contributions(31);

    @Test
    void aKeyIsNeededToWriteAndNotToRead() throws IOException {
        try (RunningApi api = RunningApi.start(data, Map.of("IAN_API_KEY", KEY))) {
            Reply without = api.post(CONTRIBUTE, contributions.unsigned("a"));
            assertThat(without.status()).isEqualTo(401);
            assertThat(without.error()).startsWith("a key is needed");
            assertThat(without.header("WWW-Authenticate")).isEqualTo("Bearer");
            Reply wrong = api.post(CONTRIBUTE, contributions.unsigned("a"), "X-API-Key", KEY + "x");
            assertThat(wrong.status()).isEqualTo(401);
            assertThat(wrong.error()).isEqualTo("the key is wrong");
            assertThat(logSize(api)).isZero();

            assertThat(api.post(CONTRIBUTE, contributions.unsigned("a"), "X-API-Key", KEY)
                            .status())
                    .isEqualTo(200);
            assertThat(api.post(CONTRIBUTE, contributions.unsigned("b"), "Authorization", "Bearer " + KEY)
                            .status())
                    .isEqualTo(200);
            assertThat(api.post(SAVE, new byte[0], "X-API-Key", KEY).status()).isEqualTo(200);
            assertThat(api.get("/api/v1/info").status()).isEqualTo(200);
        }
    }

    @Test
    void aPageUnderANameMayNotContributeWhereNoKeyIsSet() throws IOException {
        String[] rebound = {"Content-Type", "application/json", "Origin", ""};
        try (RunningApi api = RunningApi.start(data)) {
            for (String origin :
                    new String[] {"http://evil.example:8000", "null", "http://127.0.0.1.evil.example", "x y"}) {
                rebound[3] = origin;
                Reply refused = api.post(CONTRIBUTE, contributions.unsigned("a"), rebound);
                assertThat(refused.status()).as(origin).isEqualTo(403);
                assertThat(refused.error()).startsWith("Origin");
            }
            assertThat(logSize(api)).isZero();
            for (String origin : new String[] {"http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]:8000"}) {
                rebound[3] = origin;
                assertThat(api.post(CONTRIBUTE, contributions.unsigned("a"), rebound)
                                .status())
                        .as(origin)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void aPageUnderANameMayContributeWithTheKey() throws IOException {
        try (RunningApi api = RunningApi.start(data, Map.of("IAN_API_KEY", KEY))) {
            String[] page = {"Content-Type", "application/json", "Origin", "https://ian.example", "X-API-Key", KEY};
            assertThat(api.post(CONTRIBUTE, contributions.unsigned("a"), page).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void readsCanBeProtectedTooButNeverHealthAndMetrics() throws IOException {
        try (RunningApi api = RunningApi.start(data, Map.of("IAN_API_KEY", KEY, "IAN_API_PROTECT_READS", "true"))) {
            for (String path : new String[] {"/api/v1/info", "/status", "/api/v1/openapi.json"}) {
                assertThat(api.get(path).status()).as(path).isEqualTo(401);
                assertThat(api.head(path).status()).as(path).isEqualTo(401);
                assertThat(api.get(path, "X-API-Key", KEY).status()).as(path).isEqualTo(200);
            }
            for (String path : new String[] {"/health", "/health/live", "/health/ready", "/ready", "/metrics"}) {
                assertThat(api.get(path).status()).as(path).isEqualTo(200);
            }
        }
    }

    @Test
    void adminCallsNeedKeyOrTokenEvenWhereNoKeyIsSet() throws IOException {
        Path state = data.resolve(NodeStateFile.NAME);
        try (RunningApi api = RunningApi.start(data)) {
            byte[] atStart = Files.readAllBytes(state);
            accepted(api);
            assertThat(api.post(SAVE, new byte[0]).status()).isEqualTo(401);
            assertThat(api.post(SAVE, new byte[0], "X-API-Key", "").status()).isEqualTo(401);
            assertThat(state).hasBinaryContent(atStart);
            Path file = data.resolve(AdminToken.FILE);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            String token = Files.readString(file).strip();
            assertThat(token).matches("[0-9a-f]{64}");
            Reply saved = api.post(SAVE, new byte[0], "Authorization", "Bearer " + token);
            assertThat(saved.status()).as(saved.text()).isEqualTo(200);
            assertThat(Files.readAllBytes(state)).isNotEqualTo(atStart);
        }
    }

    @Test
    void anOperatorDropsABodyAndTheProofStays() throws IOException {
        try (RunningApi api = RunningApi.start(data)) {
            String id = accepted(api);
            String drop = "/api/v1/admin/goals/" + GOAL + "/drop-body/";
            String[] token = {"X-API-Key", api.adminToken.reveal()};
            assertThat(api.post(drop + id, new byte[0]).status()).isEqualTo(401);
            assertThat(api.get("/api/v1/contribution/" + GOAL + "/" + id).data().get("body"))
                    .isNotEmpty();
            assertThat(api.post(drop + "00".repeat(32), new byte[0], token).status())
                    .isEqualTo(404);

            JsonNode dropped = api.post(drop + id, new byte[0], token).data();
            assertThat(dropped.get("dropped").asBoolean()).isTrue();
            assertThat(api.post(drop + id, new byte[0], token)
                            .data()
                            .get("dropped")
                            .asBoolean())
                    .isFalse();
            JsonNode contribution =
                    api.get("/api/v1/contribution/" + GOAL + "/" + id).data();
            assertThat(contribution.get("body").isNull()).isTrue();
            assertThat(contribution.get("header").asText()).isNotEmpty();
            assertThat(api.get("/api/v1/proof/" + GOAL + "/by-id/" + id).status())
                    .isEqualTo(200);
            assertThat(api.get("/api/v1/policy/" + GOAL)
                            .data()
                            .get("active_policy")
                            .get("agent_pack")
                            .isNull())
                    .isTrue();
        }
    }

    @Test
    void aClientThatAsksTooOftenWaitsButHealthAndMetricsAnswer() throws IOException {
        Map<String, String> slow = Map.of(
                "IAN_API_RATE_LIMIT_LOOPBACK", "true", "IAN_API_RATE_PER_SECOND", "1", "IAN_API_RATE_BURST", "3");
        try (RunningApi api = RunningApi.start(data, slow, () -> 0, java.time.Duration.ofSeconds(30))) {
            for (int i = 0; i < 3; i++) {
                assertThat(api.get("/api/v1/info").status()).isEqualTo(200);
            }
            for (String path : new String[] {"/api/v1/info", "/no/such/path", "/status"}) {
                Reply refused = api.get(path);
                assertThat(refused.status()).as(path).isEqualTo(429);
                assertThat(refused.header("Retry-After")).isEqualTo("1");
                assertThat(refused.error()).contains("too many requests");
            }
            assertThat(api.post(CONTRIBUTE, contributions.unsigned("a")).status())
                    .isEqualTo(429);
            assertThat(api.get("/health/live").status()).isEqualTo(200);
            assertThat(api.get("/metrics").text()).contains("ian_rate_limit_violations_total{scope=\"http\",} 4.0");
        }
    }

    private String accepted(RunningApi api) {
        for (int i = 0; i < 20; i++) {
            JsonNode answer =
                    api.post(CONTRIBUTE, contributions.unsigned("a" + i)).data();
            if (answer.get("accepted").asBoolean()) {
                return answer.get("contribution_id").asText();
            }
        }
        throw new AssertionError("none of 20 samples was accepted");
    }

    private static int logSize(RunningApi api) {
        return api.get("/api/v1/status/" + GOAL).data().get("log_size").asInt();
    }
}
