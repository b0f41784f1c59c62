package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import network.ian.api.RunningApi.Reply;
import network.ian.api.http.Route;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.WorkerPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as a whole: HEAD, overload, time-outs, low disk, start and stop. */
class ServerTest {

    private static final String GOAL = RunningApi.GOAL;
    /** One changes from call to call, the other does not end. */
    private static final Set<String> UNLIKE_OTHERS = Set.of("/metrics", "/api/v1/stream");

    private static final String CONTRIBUTE = "/api/v1/contribute";

    @TempDir
    private Path data;

    private final Contributions contributions = new Contributions(41);

    @Test
    void headAnswersAsGetDoesWithoutTheBody() throws IOException {
        try (RunningApi api = RunningApi.start(data)) {
            for (Route route : api.server.routes()) {
                if (route.method() == Route.Method.GET && !UNLIKE_OTHERS.contains(route.path())) {
                    String path = route.path()
                            .replace("{goal_id}", GOAL)
                            .replace("{log_index}", "0")
                            .replace("{rank}", "1")
                            .replace("{contribution_id}", "00".repeat(32));
                    Reply get = api.get(path);
                    Reply head = api.head(path);
                    assertThat(head.status()).as(path).isEqualTo(get.status());
                    assertThat(head.text()).as(path).isEmpty();
                    assertThat(head.header("Content-Type")).as(path).isEqualTo(get.header("Content-Type"));
                    if (!path.equals("/status")) {
                        assertThat(head.header("Content-Length")).as(path).isEqualTo(get.header("Content-Length"));
                    }
                }
            }
            assertThat(api.head("/metrics").status()).isEqualTo(200);
        }
    }

    @Test
    void aFullNodeSays503AndWhenToComeBack() throws IOException {
        Map<String, String> small = Map.of("IAN_EVALUATION_THREADS", "1", "IAN_EVALUATION_QUEUE", "1");
        try (RunningApi api = RunningApi.start(data, small);
                Blockade blockade = new Blockade(api.node.workers(), 2)) {
            blockade.awaitFull();
            Reply refused = api.post(CONTRIBUTE, contributions.unsigned("a"));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(refused.error()).isEqualTo("all workers are busy");
            assertThat(refused.data().get("rejection_type").asText()).isEqualTo("OVERLOADED");
            assertThat(refused.data().get("accepted").asBoolean()).isFalse();
            assertThat(api.get("/api/v1/info").status()).isEqualTo(200);
            assertThat(api.get("/metrics").text())
                    .contains("ian_worker_queue_size 1.0")
                    .contains("ian_contributions_rejected_total{goal=\"" + GOAL + "\",reason=\"OVERLOADED\",} 1.0");
        }
    }

    @Test
    void aContributionThatTakesTooLongIsAnswered() throws IOException {
        Map<String, String> small = Map.of("IAN_EVALUATION_THREADS", "1");
        try (RunningApi api = RunningApi.start(data, small, MonotonicClock.system(), Duration.ofMillis(50));
                Blockade blockade = new Blockade(api.node.workers(), 1)) {
            blockade.awaitFull();
            Reply refused = api.post(CONTRIBUTE, contributions.unsigned("a"));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.error()).startsWith("not decided in time");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
        }
    }

    @Test
    void waitingContributionsHoldNoThreads() throws IOException {
        Map<String, String> small = Map.of("IAN_EVALUATION_THREADS", "1");
        try (RunningApi api = RunningApi.start(data, small);
                Blockade blockade = new Blockade(api.node.workers(), 1)) {
            blockade.awaitFull();
            List<CompletableFuture<Integer>> waiting = IntStream.range(0, 200)
                    .mapToObj(i -> contributions.unsigned("w" + i))
                    .map(body -> CompletableFuture.supplyAsync(
                            () -> api.post(CONTRIBUTE, body).status(), task -> new Thread(task).start()))
                    .toList();
            await().until(() -> api.node.ingress().inFlight() == 200);
            assertThat(api.get("/api/v1/status/" + GOAL).status()).isEqualTo(200);
            blockade.lift();
            waiting.forEach(status -> assertThat(status.join()).isEqualTo(200));
        }
    }

    @Test
    void lowDiskStopsIntakeAndReadinessAndNothingElse() throws IOException {
        try (RunningApi api =
                RunningApi.start(data, Map.of("IAN_STORAGE_MIN_FREE_DISK_BYTES", Long.toString(Long.MAX_VALUE / 2)))) {
            Reply ready = api.get("/health/ready");
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.text()).contains("storage.min_free_disk_bytes");
            assertThat(api.get("/ready").status()).isEqualTo(503);
            assertThat(api.get("/health/live").status()).isEqualTo(200);
            Reply health = api.get("/health");
            assertThat(health.status()).isEqualTo(200);
            assertThat(health.text()).startsWith("DEGRADED: free disk:");
            Reply posted = firstUndecided(api);
            assertThat(posted.error()).contains("storage.min_free_disk_bytes");
            assertThat(posted.header("Retry-After")).isNotEmpty();
            assertThat(api.get("/api/v1/status/" + GOAL).status()).isEqualTo(200);
        }
    }

    @Test
    void aDamagedGoalSaysSoAndTheNodeStaysUp() throws IOException {
        try (RunningApi api = RunningApi.start(data)) {
            for (int i = 0; i < 6; i++) {
                api.post(CONTRIBUTE, contributions.unsigned("d" + i));
            }
        }
        Path segment = data.resolve("goals").resolve(GOAL).resolve("log").resolve("00000000.segment");
        byte[] octets = Files.readAllBytes(segment);
        octets[octets.length / 2] ^= 1;
        Files.write(segment, octets);
        try (RunningApi api = RunningApi.start(data)) {
            for (String path : new String[] {"status", "log", "leaderboard", "policy"}) {
                Reply refused = api.get("/api/v1/" + path + "/" + GOAL);
                assertThat(refused.status()).as(path).isEqualTo(503);
                assertThat(refused.error()).contains(GOAL).contains("damaged");
                assertThat(refused.header("Retry-After")).isNotEmpty();
            }
            assertThat(firstUndecided(api).status()).isEqualTo(503);
            assertThat(api.get("/api/v1/goals").data().at("/goals/0/state").asText())
                    .isEqualTo("DAMAGED");
            assertThat(api.get("/api/v1/goals/" + GOAL).status()).isEqualTo(200);
            assertThat(api.get("/health/ready").text()).contains("DAMAGED").contains("00000000.segment");
            assertThat(api.get("/health").text()).startsWith("DEGRADED: goal " + GOAL);
            assertThat(api.get("/status").json().at("/goals/0/status").isNull()).isTrue();
            assertThat(api.get("/metrics").text()).contains("ian_goal_serving{goal=\"" + GOAL + "\",} 0.0");
        }
    }

    @Test
    void healthTellsEveryCheckInJson() throws IOException {
        try (RunningApi api = RunningApi.start(data)) {
            assertThat(api.get("/health").text()).isEqualTo("OK");
            assertThat(api.get("/health").header("Content-Type")).startsWith("text/plain");
            JsonNode report = api.get("/health", "Accept", "application/json").json();
            assertThat(report.get("status").asText()).isEqualTo("UP");
            assertThat(report.get("checks").findValuesAsText("name"))
                    .containsExactly(
                            "workers",
                            "writer " + GOAL,
                            "failed " + GOAL,
                            "data directory",
                            "free disk",
                            "goal " + GOAL,
                            "state",
                            "peers",
                            "clock",
                            "tau",
                            "anchors " + GOAL);
            assertThat(api.get("/ready").json().get("ready").asBoolean()).isTrue();
        }
    }

    @Test
    void stopsWithoutWaitingForWhatIsStuckAndTellsThoseWhoWait() throws IOException {
        Map<String, String> small = Map.of("IAN_EVALUATION_THREADS", "1");
        RunningApi api = RunningApi.start(data, small);
        try (Blockade blockade = new Blockade(api.node.workers(), 1)) {
            blockade.awaitFull();
            api.get("/api/v1/info");
            byte[] body = contributions.unsigned("late");
            CompletableFuture<Reply> waiting = CompletableFuture.supplyAsync(() -> api.post(CONTRIBUTE, body));
            await().until(() -> api.node.ingress().inFlight() == 1);
            long started = MonotonicClock.system().nanos();
            api.server.close();
            assertThat(Duration.ofNanos(MonotonicClock.system().nanos() - started))
                    .as("it allows 2 s; the rest is for a busy machine")
                    .isLessThan(Duration.ofSeconds(8));
            await().until(waiting::isDone);
        }
        api.node.close();
    }

    @Test
    void aTakenPortIsNamed() throws IOException {
        try (RunningApi first = RunningApi.start(data.resolve("first"))) {
            Map<String, String> same = Map.of("IAN_API_PORT", Integer.toString(first.port));
            assertThatThrownBy(() -> RunningApi.start(data.resolve("second"), same))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("port " + first.port)
                    .hasMessageContaining("api.port");
        }
    }

    private Reply firstUndecided(RunningApi api) {
        for (int i = 0; i < 20; i++) {
            Reply reply = api.post(CONTRIBUTE, contributions.unsigned("x" + i));
            if (reply.status() == 503) {
                return reply;
            }
        }
        throw new AssertionError("none of 20 samples reached the journal");
    }

    /** Keeps a pool's threads and queue places occupied. */
    private static final class Blockade implements AutoCloseable {

        private final WorkerPool workers;
        private final int tasks;
        private final CountDownLatch end = new CountDownLatch(1);

        Blockade(WorkerPool workers, int tasks) {
            this.workers = workers;
            this.tasks = tasks;
        }

        void awaitFull() {
            workers.offer(this::block);
            await().until(() -> workers.running() == 1);
            for (int i = 1; i < tasks; i++) {
                assertThat(workers.offer(this::block)).isTrue();
            }
        }

        private void block() {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void lift() {
            end.countDown();
        }

        @Override
        public void close() {
            lift();
        }
    }
}
