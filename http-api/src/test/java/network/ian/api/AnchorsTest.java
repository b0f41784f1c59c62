package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import network.ian.core.view.AnchorSummary;
import network.ian.core.view.AnchorView;
import network.ian.core.view.TauStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnchorsTest {

    private static final byte[] NOTHING = {'{', '}'};
    private static final String ADMIN = "/api/v1/admin/tau";

    @TempDir
    Path data;

    @Test
    void listsAGoalsAnchorsInTheChainsOrder() throws IOException {
        try (RunningApi api = RunningApi.start(data, new FakeAnchors())) {
            JsonNode list = api.get("/api/v1/anchors/" + RunningApi.GOAL).data();
            assertThat(list.get("total").asInt()).isEqualTo(2);
            assertThat(list.get("committer").isNull()).isTrue();
            assertThat(list.get("anchors").get(0))
                    .hasToString("{\"sequence\":3,\"size\":7,\"log_root\":\"" + FakeAnchors.ROOT
                            + "\",\"leaderboard_root\":\"" + FakeAnchors.ROOT
                            + "\",\"block_number\":13,\"block_hash\":\"" + FakeAnchors.ROOT + "\",\"block_time\":"
                            + (RunningApi.NOW_MS / 1000 - 57)
                            + ",\"confirmations\":17,\"settled\":true,\"state\":\"FROZEN\",\"detail\":\"\"}");
            assertThat(list.get("anchors").get(1).get("detail").asText()).contains("three");
            String finality = "{\"source\":\"tau\",\"size\":7,\"root\":\"" + FakeAnchors.ROOT + "\",\"pending\":1}";
            assertThat(list.get("finality")).hasToString(finality);
            assertThat(api.get("/api/v1/status/" + RunningApi.GOAL).data().get("finality"))
                    .hasToString(finality);
            assertThat(api.get("/api/v1/anchors/NOPE").status()).isEqualTo(404);
        }
    }

    @Test
    void showsTheNewestOrThoseFromASequenceNumberOn() throws IOException {
        try (RunningApi api = RunningApi.start(data, new FakeAnchors())) {
            String path = "/api/v1/anchors/" + RunningApi.GOAL;
            JsonNode all = api.get(path).data();
            JsonNode newest = api.get(path + "?limit=1").data();
            assertThat(newest.get("total").asInt()).isEqualTo(2);
            assertThat(newest.get("anchors"))
                    .hasSize(1)
                    .first()
                    .isEqualTo(all.get("anchors").get(1));
            JsonNode oldest = api.get(path + "?from=3&limit=1").data().get("anchors");
            assertThat(oldest).hasSize(1).first().isEqualTo(all.get("anchors").get(0));
            assertThat(api.get(path + "?from=4").data().get("anchors")).hasSize(1);
            assertThat(api.get(path + "?from=1000").data().get("anchors")).isEmpty();
            assertThat(api.get(path + "?limit=0").status()).isEqualTo(400);
        }
    }

    @Test
    void saysHowItStandsTowardsTauNet() throws IOException {
        try (RunningApi api = RunningApi.start(data, new FakeAnchors())) {
            JsonNode tau = api.get("/api/v1/tau").data();
            assertThat(tau)
                    .hasToString("{\"mode\":\"committing\",\"address\":\"tau.example:12345\",\"connected\":true,"
                            + "\"env\":\"test\",\"head\":{\"number\":33,\"hash\":\"" + FakeAnchors.ROOT
                            + "\"},\"circuit_breaker\":\"CLOSED\",\"committer\":{\"public_key\":\"" + "ab".repeat(48)
                            + "\",\"state\":\"in_flight\",\"detail\":\"sent\",\"needs_operator\":false,\"in_flight\":1,\"committed\":5,\"failed\":2,\"balance\":990,"
                            + "\"next_due_ms\":17},\"problem\":\"\"}");
            assertThat(api.get("/status").json().get("tau")).isEqualTo(tau);
        }
        try (RunningApi api = RunningApi.start(data.resolve("alone"), AnchorView.NONE)) {
            assertThat(api.get("/api/v1/tau").data())
                    .hasToString("{\"mode\":\"none\",\"address\":null,\"connected\":false,\"env\":null,\"head\":null,"
                            + "\"circuit_breaker\":\"CLOSED\",\"committer\":null,\"problem\":\"\"}");
        }
    }

    @Test
    void carriesAnOperatorsOrdersOut() throws IOException {
        FakeAnchors anchors = new FakeAnchors();
        try (RunningApi api = RunningApi.start(data, anchors)) {
            assertThat(api.post(ADMIN + "/commit", NOTHING).status()).isEqualTo(401);
            assertThat(anchors.orders).isEmpty();
            String[] key = {"Authorization", "Bearer " + api.adminToken.reveal()};
            assertThat(api.post(ADMIN + "/commit", NOTHING, key).data()).hasToString("{\"changed\":true}");
            assertThat(api.post(ADMIN + "/reset-breaker", NOTHING, key).data()).hasToString("{\"changed\":false}");
            assertThat(anchors.orders).containsExactly("commit", "reset");
        }
        try (RunningApi api = RunningApi.start(data.resolve("alone"), AnchorView.NONE)) {
            String[] key = {"Authorization", "Bearer " + api.adminToken.reveal()};
            RunningApi.Reply refused = api.post(ADMIN + "/commit", NOTHING, key);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.error()).contains("no Tau Net node");
        }
    }

    @Test
    void troubleWithTauNetIsReportedAndNeverUnreadiness() throws IOException {
        FakeAnchors anchors = new FakeAnchors();
        anchors.breaker = TauStatus.Breaker.OPEN;
        anchors.problem = Optional.of("no connection");
        anchors.second = AnchorSummary.State.CONTRADICTS;
        try (RunningApi api = RunningApi.start(data, anchors)) {
            RunningApi.Reply ready = api.get("/health/ready");
            assertThat(ready.status()).isEqualTo(200);
            assertThat(ready.text())
                    .contains("\"status\":\"UP\"")
                    .contains("\"detail\":\"Circuit breaker OPEN, no connection\",\"needed\":\"NOTHING\"")
                    .contains("1 settled anchors do not come true here, the first: 4 of 9 entries is CONTRADICTS");
            assertThat(api.get("/health").text()).isEqualTo("OK");
            assertThat(api.get("/status").json().get("problems").asText()).contains("Circuit breaker OPEN");
            String metrics = api.get("/metrics").text();
            String goal = "{goal=\"" + RunningApi.GOAL + "\",} ";
            assertThat(metrics)
                    .contains("\nian_circuit_breaker_state 2.0\n")
                    .contains("\nian_tau_commits_total 5.0\n")
                    .contains("\nian_tau_commits_failed_total 2.0\n")
                    .contains("\nian_finality_size" + goal + "7.0\n")
                    .contains("\nian_anchor_disagreement" + goal + "1.0\n")
                    .contains("\nian_anchor_age_seconds" + goal + "56.0\n");
        }
    }
}
