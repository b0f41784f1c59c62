package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import network.ian.api.RunningApi.Reply;
import network.ian.core.goal.GoalCatalog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A goal that comes to a running node, as everybody sees it who asks the node. */
class GoalAddTest {

    private static final String GOALS = "/api/v1/admin/goals";
    private static final String DEMO =
            new String(GoalCatalog.demoGoal().canonical().toArray(), StandardCharsets.UTF_8);

    @TempDir
    private Path data;

    private RunningApi api;

    @BeforeEach
    void start() throws IOException {
        api = RunningApi.start(data, Map.of("IAN_GOALS_MAX", "2"));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void isSeenEverywhereAtOnce() throws Exception {
        try (StreamSocket all = StreamSocket.events(api.port, "?channels=contributions");
                StreamSocket other = StreamSocket.events(api.port, "?channels=leaderboard&goal=" + RunningApi.GOAL)) {
            all.event();
            other.event();
            Reply reply = add(spec("ADDED"));
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            assertThat(reply.data().toString())
                    .matches("\\{\"goal_id\":\"ADDED\",\"topic\":\"[0-9a-f]{64}\",\"added\":true}");
            assertThat(api.get("/api/v1/goals").data().get("total").asInt()).isEqualTo(2);
            assertThat(api.get("/api/v1/goals/ADDED").data().get("topic"))
                    .isEqualTo(reply.data().get("topic"));
            assertThat(api.get("/metrics").text())
                    .contains("ian_contributions_received_total{goal=\"ADDED\",} 0.0")
                    .contains("ian_contributions_rejected_total{goal=\"ADDED\",reason=\"DUPLICATE\",} 0.0")
                    .contains("ian_log_size{goal=\"ADDED\",} 0.0")
                    .contains("ian_goals 2.0", "ian_goals_max 2.0");
            assertThat(api.get("/health", "Accept", "application/json").text())
                    .contains("\"writer ADDED\"", "\"goal ADDED\"", "\"anchors ADDED\"");
            assertThat(api.get("/status").text()).contains("\"ADDED\"");
            JsonNode told = all.event();
            assertThat(told.get("type").asText()).isEqualTo("goal_added");
            assertThat(told.get("goal_id").isNull()).isTrue();
            assertThat(told.at("/data/goal_id").asText()).isEqualTo("ADDED");
            assertThat(told.at("/data/topic")).isEqualTo(reply.data().get("topic"));
            assertThat(other.event()).isEqualTo(told);

            Contributions contributions = new Contributions(5);
            String accepted = null;
            for (int i = 0; accepted == null && i < 20; i++) {
                ObjectNode contribution = contributions.json().put("goal_id", "ADDED");
                JsonNode answer = api.post(
                                "/api/v1/contribute", contribution.toString().getBytes(StandardCharsets.UTF_8))
                        .data();
                accepted = answer.get("accepted").asBoolean()
                        ? answer.get("contribution_id").asText()
                        : null;
            }
            assertThat(all.event().at("/data/contribution_id").asText()).isEqualTo(accepted);
            assertThat(api.get("/api/v1/activity/ADDED").data().get("accepted").asInt())
                    .isEqualTo(1);
            assertThat(api.get("/api/v1/leaderboard/ADDED")
                            .data()
                            .at("/entries/0/contribution_id")
                            .asText())
                    .isEqualTo(accepted);
            JsonNode cut =
                    api.post("/api/v1/admin/backup/cut", new byte[0], key()).data();
            assertThat(cut.at("/state/goals/ADDED/log_size").asInt()).isEqualTo(1);
        }
    }

    @Test
    void onlyTheSameTopicMayComeAgain() {
        assertThat(add(spec("ADDED")).data().get("added").asBoolean()).isTrue();
        assertThat(add(spec("ADDED")).data().get("added").asBoolean()).isFalse();
        Reply changed = add(spec("ADDED").replace("\"steps\":", "\"steps\":1"));
        assertThat(changed.status()).isEqualTo(409);
        assertThat(changed.error()).contains("goal_id ADDED is known with another topic", "give it a new goal_id");
        Reply full = add(spec("THIRD"));
        assertThat(full.status()).isEqualTo(503);
        assertThat(full.error()).isEqualTo("the node has 2 goals, the limit is 2 (goals.max)");
        assertThat(full.header("Retry-After")).isNotNull();
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThat(add("{").status()).isEqualTo(400);
        assertThat(add("{").error()).contains("request: not valid JSON: line 1, column 2");
        assertThat(add("// comment\n" + spec("A")).status()).isEqualTo(400);
        assertThat(add(spec("A").replaceFirst("\"steps\":[0-9]+", "\"steps\":0"))
                        .error())
                .isEqualTo("limits.steps: expected an integer from 1 to 9007199254740992");
        assertThat(add(spec("A").replace("trading-v1", "trading-v9")).error()).contains("no harness 'trading-v9' here");
        assertThat(add(spec("A").replace("\"episodes\":", "\"episode\":")).error())
                .contains("episode");
        Reply long_ = add(spec("A").replace("\"description\":\"", "\"description\":\"" + "x".repeat(300_000)));
        assertThat(long_.status()).isEqualTo(413);
        assertThat(long_.error()).contains("at most 262144 bytes");
        assertThat(api.get("/api/v1/goals").data().get("total").asInt()).isEqualTo(1);
    }

    @Test
    void onlyAnOperatorMayAdd() {
        byte[] spec = spec("ADDED").getBytes(StandardCharsets.UTF_8);
        assertThat(api.post(GOALS, spec).status()).isEqualTo(401);
        assertThat(api.post(GOALS, spec, "X-API-Key", "x".repeat(43)).status()).isEqualTo(401);
        assertThat(api.post(GOALS, spec, "X-API-Key", api.adminToken.reveal(), "Content-Type", "text/xml")
                        .status())
                .isEqualTo(415);
        assertThat(api.get("/api/v1/goals").data().get("total").asInt()).isEqualTo(1);
    }

    private Reply add(String spec) {
        return api.post(GOALS, spec.getBytes(StandardCharsets.UTF_8), key());
    }

    private String[] key() {
        return new String[] {"X-API-Key", api.adminToken.reveal()};
    }

    private static String spec(String id) {
        return DEMO.replace(RunningApi.GOAL, id);
    }
}
