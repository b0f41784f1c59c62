package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import network.ian.api.RunningApi.Reply;
import network.ian.core.crypto.Sha256;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every endpoint's good case on a log of some entries: its fields and their values. */
class EndpointsTest {

    private static final String GOAL = RunningApi.GOAL;

    @TempDir
    private static Path data;

    private static ServedLog served;

    @BeforeAll
    static void start() throws IOException {
        served = ServedLog.start(data);
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @Test
    void contributeAnswersEveryField() {
        JsonNode answer = served.anAccepted();
        assertThat(ApiSchemas.fields(answer))
                .containsExactly(
                        "accepted",
                        "reason",
                        "rejection_type",
                        "metrics",
                        "log_index",
                        "score",
                        "contribution_id",
                        "pack_hash",
                        "sponsored");
        assertThat(answer.get("reason").isNull()).isTrue();
        assertThat(answer.get("rejection_type").isNull()).isTrue();
        assertThat(ApiSchemas.fields(answer.get("metrics")))
                .containsExactly(
                        "reward", "risk", "complexity", "sharpe_ratio", "max_drawdown", "episodes_run", "steps_run");
        assertThat(served.answers.get(0).get("sponsored").asBoolean()).isTrue();
        assertThat(served.answers.get(1).get("sponsored").asBoolean()).isFalse();
    }

    @Test
    void aDuplicateNamesTheFirstEntry() {
        byte[] body = new Contributions(12).signed(RunningApi.NOW_MS);
        JsonNode first = served.post(body);
        JsonNode again = served.post(body);
        assertThat(first.get("accepted").asBoolean()).isTrue();
        assertThat(again.get("accepted").asBoolean()).isFalse();
        assertThat(again.get("rejection_type").asText()).isEqualTo("DUPLICATE");
        assertThat(again.get("contribution_id")).isEqualTo(first.get("contribution_id"));
        assertThat(again.get("reason").asText()).isNotEmpty();
    }

    @Test
    void statusCountsWhatHappened() {
        JsonNode status = served.get("/api/v1/status/" + GOAL);
        assertThat(ApiSchemas.fields(status))
                .containsExactly(
                        "goal_id",
                        "topic",
                        "log_size",
                        "leaderboard_size",
                        "total_contributions",
                        "accepted_contributions",
                        "rejected_contributions",
                        "log_root",
                        "leaderboard_root",
                        "active_policy_hash",
                        "consensus_state",
                        "sync_lag",
                        "peer_count",
                        "finality");
        assertThat(status.get("log_size").asInt()).isGreaterThanOrEqualTo(served.accepted);
        assertThat(status.get("total_contributions").asInt())
                .isEqualTo(status.get("accepted_contributions").asInt()
                        + status.get("rejected_contributions").asInt());
        assertThat(status.get("consensus_state").asText()).isEqualTo("ISOLATED");
        assertThat(status.get("sync_lag").asInt()).isZero();
        assertThat(status.get("finality").toString())
                .isEqualTo("{\"source\":\"none\",\"size\":0,\"root\":\""
                        + Sha256.of().hex() + "\",\"pending\":0}");
    }

    @Test
    void theLogIsPaged() {
        JsonNode all = served.get("/api/v1/log/" + GOAL);
        int size = all.get("log_size").asInt();
        assertThat(ApiSchemas.fields(all)).containsExactly("log_root", "log_size", "from_index", "entries");
        assertThat(all.get("entries")).hasSize(size);
        assertThat(ApiSchemas.fields(all.get("entries").get(0)))
                .containsExactly(
                        "log_index",
                        "contribution_id",
                        "timestamp_ms",
                        "pack_hash",
                        "contributor_id",
                        "sponsored",
                        "score",
                        "metrics");
        JsonNode page = served.get("/api/v1/log/" + GOAL + "?from=3&limit=2");
        assertThat(page.get("from_index").asInt()).isEqualTo(3);
        assertThat(page.get("entries")).hasSize(2);
        assertThat(page.get("entries").get(1)).isEqualTo(all.get("entries").get(4));
        assertThat(served.get("/api/v1/log/" + GOAL + "?from=" + size).get("entries"))
                .isEmpty();
    }

    @Test
    void theActivePolicyIsThePackAtRankOne() {
        JsonNode best = served.get("/api/v1/leaderboard/" + GOAL).get("entries").get(0);
        JsonNode policy = served.get("/api/v1/policy/" + GOAL).get("active_policy");
        assertThat(policy.get("pack_hash")).isEqualTo(best.get("pack_hash"));
        assertThat(policy.get("score")).isEqualTo(best.get("score"));
        assertThat(policy.get("agent_pack").get("parameters").asText()).isNotEmpty();
    }

    @Test
    void goalsAreListedWithTheirRules() {
        JsonNode goals = served.get("/api/v1/goals");
        assertThat(goals.get("total").asInt()).isEqualTo(1);
        assertThat(goals.get("goals").get(0).get("state").asText()).isEqualTo("SERVING");
        JsonNode goal = served.get("/api/v1/goals/" + GOAL);
        assertThat(goal.get("spec").get("goal_id").asText()).isEqualTo(GOAL);
        assertThat(goal.get("topic")).isEqualTo(goals.get("goals").get(0).get("topic"));
    }

    @Test
    void theNodeSaysWhoItIsAndThatItIsAlone() {
        JsonNode info = served.get("/api/v1/info");
        assertThat(info.get("node_id").asText())
                .isEqualTo(served.api.node.identity().nodeId());
        assertThat(info.get("version").asText()).isEqualTo("0.1.0-test");
        assertThat(served.get("/api/v1/peers").toString())
                .isEqualTo("{\"peers\":[],\"total\":0,\"banned\":[],\"pinned\":[],\"known_addresses\":0}");
    }

    @Test
    void theWholeNodeIsToldInOneBareDocument() {
        JsonNode status = served.api.get("/status").json();
        assertThat(status.has("success")).isFalse();
        assertThat(status.get("ready").asBoolean()).as(status.toString()).isTrue();
        assertThat(status.get("goals").get(0).get("status").get("goal_id").asText())
                .isEqualTo(GOAL);
    }

    @Test
    void answersCarryTheEnvelopeAndTheSafeHeaders() {
        Reply reply = served.api.get("/api/v1/info");
        assertThat(ApiSchemas.fields(reply.json())).containsExactly("success", "data", "error", "timestamp");
        assertThat(reply.json().get("timestamp").asLong()).isEqualTo(RunningApi.NOW_MS);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("Server")).isEmpty();
        assertThat(reply.header("X-Powered-By")).isEmpty();
        assertThat(reply.header("Set-Cookie")).isEmpty();
    }
}
