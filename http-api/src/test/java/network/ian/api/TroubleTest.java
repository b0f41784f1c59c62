package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import network.ian.api.RunningApi.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node says when a disk, or what is on it, does not do its part. */
class TroubleTest {

    private static final String SAVE = "/api/v1/admin/save";
    private static final String[] AS_JSON = {"Accept", "application/json"};

    @TempDir
    private Path data;

    private final Contributions contributions = new Contributions(41);

    @Test
    void aSaveThatFailedIsNoSave() throws IOException {
        Path state = data.resolve("node_state.json");
        try (RunningApi api = RunningApi.start(data)) {
            Files.delete(state);
            Files.createDirectories(state.resolve("in the way"));
            assertThat(api.post("/api/v1/contribute", contributions.unsigned("a"))
                            .status())
                    .isEqualTo(200);
            Reply failed = api.post(SAVE, new byte[0], "X-API-Key", api.adminToken.reveal());
            assertThat(failed.status()).isEqualTo(503);
            assertThat(failed.error()).contains("not saved", "node_state.json");
            assertThat(check(api, "/health/ready", "state").path("ok").asBoolean(true))
                    .isFalse();
            assertThat(api.get("/health/ready").status()).isEqualTo(200);
            assertThat(api.get("/metrics").text()).contains("ian_state_unsaved 1.0");

            Files.delete(state.resolve("in the way"));
            Files.delete(state);
            assertThat(api.post(SAVE, new byte[0], "X-API-Key", api.adminToken.reveal())
                            .status())
                    .isEqualTo(200);
            assertThat(api.get("/metrics").text()).contains("ian_state_unsaved 0.0");
        }
    }

    @Test
    void aFailedGoalAsksForARestartAfterAMinuteAndADamagedOneNever() throws IOException {
        AtomicLong nanos = new AtomicLong();
        byte[] unsigned = contributions.unsigned("a");
        try (RunningApi api = RunningApi.startWithTicker(data, nanos::get)) {
            assertThat(api.post("/api/v1/contribute", unsigned).status()).isEqualTo(200);
            // The writer looks the pair of contributor and pack up on the disk, and what it finds there is nothing.
            cut(data.resolve("goals").resolve(RunningApi.GOAL).resolve("log/00000000.segment"));
            assertThat(api.post("/api/v1/contribute", unsigned).status()).isEqualTo(503);
            assertThat(api.get("/health/ready").text()).contains("FAILED");
            assertThat(api.get("/health/live").status()).isEqualTo(200);
            nanos.addAndGet(Duration.ofSeconds(61).toNanos());
            JsonNode failed = check(api, "/health/live", "failed " + RunningApi.GOAL);
            assertThat(failed.path("ok").asBoolean(true)).isFalse();
            assertThat(failed.path("detail").asText()).contains("restart");
            assertThat(api.get("/health/live").status()).isEqualTo(503);
        }
        try (RunningApi api = RunningApi.startWithTicker(data, nanos::get)) {
            nanos.addAndGet(Duration.ofHours(1).toNanos());
            assertThat(api.get("/health/ready").text()).contains("DAMAGED");
            assertThat(check(api, "/health/live", "failed " + RunningApi.GOAL)
                            .path("ok")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void aGoalWithADamagedSpecificationIsNamedAndNotReady() throws IOException {
        RunningApi.start(data).close();
        Files.writeString(data.resolve("goals").resolve(RunningApi.GOAL).resolve("spec.json"), "{");
        try (RunningApi api = RunningApi.start(data)) {
            assertThat(api.get("/health/ready").status()).isEqualTo(503);
            assertThat(api.get("/health/ready").text()).contains("spec.json");
            assertThat(api.get("/health/live").status()).isEqualTo(200);
            assertThat(api.get("/api/v1/status/" + RunningApi.GOAL).status()).isEqualTo(503);
            assertThat(api.post("/api/v1/contribute", contributions.unsigned("a"))
                            .status())
                    .isEqualTo(503);
            assertThat(api.get("/metrics").text())
                    .containsPattern("ian_goal_serving\\{goal=\"" + RunningApi.GOAL + "\",?\\} 0.0");
            assertThat(api.get("/status")
                            .json()
                            .path("goals")
                            .get(0)
                            .path("state")
                            .asText())
                    .isEqualTo("DAMAGED");
        }
    }

    @Test
    void projectionsAreShownAndFoldedAnew() throws IOException {
        try (RunningApi api = RunningApi.start(data)) {
            assertThat(api.post("/api/v1/contribute", contributions.unsigned("a"))
                            .status())
                    .isEqualTo(200);
            Reply rebuilt = api.post(
                    "/api/v1/admin/goals/" + RunningApi.GOAL + "/rebuild-projections",
                    new byte[0],
                    "X-API-Key",
                    api.adminToken.reveal());
            assertThat(rebuilt.status()).isEqualTo(200);
            assertThat(rebuilt.data().path("differed").asBoolean(true)).isFalse();
            JsonNode board = api.get("/api/v1/projections/" + RunningApi.GOAL)
                    .data()
                    .path("projections")
                    .get(0);
            assertThat(board.path("snapshot").path("state").asText()).isEqualTo("EQUAL");
            assertThat(board.path("root")).isEqualTo(rebuilt.data().path("root"));
            assertThat(board.path("log_size").asInt()).isEqualTo(1);
        }
    }

    private static JsonNode check(RunningApi api, String path, String name) {
        for (JsonNode check : api.get(path, AS_JSON).json().path("checks")) {
            if (check.path("name").asText().equals(name)) {
                return check;
            }
        }
        throw new AssertionError("no check " + name);
    }

    private static void cut(Path segment) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.setLength(160);
        }
    }
}
