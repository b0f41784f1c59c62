package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import network.ian.api.RunningApi.Reply;
import network.ian.core.runtime.ManualClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the dashboard draws: equity, activity and alerts of a real node. */
class LiveEndpointsTest {

    private static final String EQUITY = "/api/v1/equity/" + RunningApi.GOAL;
    private static final String ACTIVITY = "/api/v1/activity/" + RunningApi.GOAL;

    @TempDir
    private static Path data;

    private static ManualClock clock;
    private static RunningApi api;
    private static JsonNode best;
    private static int accepted;
    private static int rejected;

    @BeforeAll
    static void start() throws IOException {
        clock = new ManualClock();
        api = RunningApi.start(data, Map.of(), clock);
        assertThat(api.get(EQUITY).status()).isEqualTo(404);
        assertThat(api.get(EQUITY).error()).isEqualTo("the goal has no ranked entry yet");
        Contributions contributions = new Contributions(71);
        for (int i = 0; i < 40; i++) {
            boolean in = api.post("/api/v1/contribute", contributions.unsigned("e" + i))
                    .data()
                    .get("accepted")
                    .asBoolean();
            accepted += in ? 1 : 0;
            rejected += in ? 0 : 1;
        }
        best = api.get("/api/v1/leaderboard/" + RunningApi.GOAL).data().at("/entries/0");
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void theCurveOfTheBestIsDrawnAndEndsWhereItsRewardSays() {
        JsonNode curve = api.get(EQUITY).data();
        assertThat(curve.get("contribution_id")).isEqualTo(best.get("contribution_id"));
        assertThat(curve.get("contributor_id")).isEqualTo(best.get("contributor_id"));
        assertThat(curve.get("rank").asInt()).isEqualTo(1);
        assertThat(curve.get("score")).isEqualTo(best.get("score"));
        assertThat(curve.get("bars").asInt()).isEqualTo(32 * 200 + 1);
        int points = curve.get("points").size();
        assertThat(points).isBetween(200, 500);
        for (String line : List.of("dates", "agent", "buy_and_hold")) {
            assertThat(curve.get(line).size()).as(line).isEqualTo(points);
        }
        assertThat(curve.at("/points/0").asInt()).isZero();
        assertThat(curve.at("/agent/0").asDouble()).isEqualTo(1.0);
        assertThat(curve.at("/buy_and_hold/0").asDouble()).isEqualTo(1.0);
        assertThat(curve.at("/points/" + (points - 1)).asInt()).isEqualTo(6_400);
        assertThat(curve.at("/dates/0").asText()).matches("200[0-9]-[0-9]{2}-[0-9]{2}");
        double reward = 252
                * (curve.at("/agent/" + (points - 1)).asDouble()
                        - curve.at("/buy_and_hold/" + (points - 1)).asDouble())
                / 6_400;
        assertThat(reward)
                .isCloseTo(best.at("/metrics/reward").asDouble(), org.assertj.core.api.Assertions.within(1e-13));
    }

    @Test
    void anyEntryHasACurveAndOneThatIsNoneIsNamed() {
        JsonNode log = api.get("/api/v1/log/" + RunningApi.GOAL).data().get("entries");
        for (JsonNode entry : log) {
            String id = entry.get("contribution_id").asText();
            assertThat(api.get(EQUITY + "?contribution_id=" + id)
                            .data()
                            .get("contribution_id")
                            .asText())
                    .isEqualTo(id);
        }
        Reply unknown = api.get(EQUITY + "?contribution_id=" + "ab".repeat(32));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.error()).startsWith("contribution_id:");
        assertThat(api.get(EQUITY + "?contribution_id=ab").status()).isEqualTo(400);
    }

    @Test
    void whoAskTogetherGetTheSameCurve() {
        List<CompletableFuture<Reply>> asked = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> api.get(EQUITY)))
                .toList();
        JsonNode first = asked.get(0).join().data();
        asked.forEach(reply -> assertThat(reply.join().data()).isEqualTo(first));
    }

    @Test
    void aDroppedBodyHasNoCurve() throws IOException {
        try (RunningApi other = RunningApi.start(data.resolveSibling(data.getFileName() + "-dropped"))) {
            Contributions contributions = new Contributions(72);
            String id = null;
            for (int i = 0; id == null && i < 20; i++) {
                JsonNode answer = other.post("/api/v1/contribute", contributions.unsigned("d" + i))
                        .data();
                id = answer.get("accepted").asBoolean()
                        ? answer.get("contribution_id").asText()
                        : null;
            }
            String drop = "/api/v1/admin/goals/" + RunningApi.GOAL + "/drop-body/" + id;
            assertThat(other.post(drop, new byte[0], "X-API-Key", other.adminToken.reveal())
                            .status())
                    .isEqualTo(200);
            Reply refused = other.get(EQUITY + "?contribution_id=" + id);
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.error()).contains("dropped");
        }
    }

    @Test
    void activityCountsWhatWasAnswered() {
        JsonNode before = api.get(ACTIVITY).data();
        assertThat(before.get("bucket_seconds").asInt()).isEqualTo(60);
        assertThat(before.get("from_ms").asLong()).isEqualTo(clock.wall().millis() - elapsed(before));
        assertThat(before.get("accepted").asInt()).isEqualTo(accepted);
        assertThat(before.get("rejected").asInt()).isEqualTo(rejected);
        assertThat(before.get("undecided").asInt()).isZero();
        int reasons = 0;
        for (JsonNode count : before.get("rejections")) {
            reasons += count.asInt();
        }
        assertThat(reasons).isEqualTo(rejected);
        assertThat(before.at("/buckets/0/accepted").asInt()).isEqualTo(accepted);
        int last = before.get("buckets").size() - 1;
        assertThat(before.at("/buckets/" + last + "/log_size").asInt()).isEqualTo(accepted);
        clock.advance(Duration.ofMinutes(2));
        JsonNode after = api.get(ACTIVITY).data();
        assertThat(after.get("buckets").size()).isEqualTo(last + 3);
        assertThat(after.at("/buckets/" + (last + 2) + "/start_ms").asLong())
                .isEqualTo(before.at("/buckets/" + last + "/start_ms").asLong() + 120_000);
        assertThat(api.get("/api/v1/activity/NOPE").status()).isEqualTo(404);
    }

    private static long elapsed(JsonNode activity) {
        return (activity.get("buckets").size() - 1) * 60_000L;
    }

    @Test
    void alertsAreJudgedAndNamed() {
        JsonNode alerts = api.get("/api/v1/alerts").data();
        assertThat(alerts.get("looked_at_ms").asLong()).isPositive();
        assertThat(alerts.get("watched").size()).isEqualTo(31);
        assertThat(alerts.get("not_watched").findValuesAsText("name"))
                .containsExactly("IANNoNodes", "IANNodeUnhealthy", "IANRestarts");
        JsonNode peers = alerts.get("alerts").findParents("name").stream()
                .filter(alert -> alert.get("name").asText().equals("IANLowPeers"))
                .findFirst()
                .orElseThrow();
        assertThat(peers.get("state").asText()).isEqualTo("pending");
        assertThat(peers.get("severity").asText()).isEqualTo("warning");
        assertThat(peers.get("summary").asText()).matches("IAN node [0-9a-f]{12} has only 0 peers");
        assertThat(peers.get("runbook").asText()).isEqualTo("runbook/alerts.md#ianlowpeers");
        assertThat(alerts.get("alerts").toString()).doesNotContain("{{");
    }
}
