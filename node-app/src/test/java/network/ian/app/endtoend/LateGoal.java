package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import network.ian.api.access.AdminToken;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.GoalSpecCodec;
import org.awaitility.Awaitility;

/** A second goal with the demo's rules, which operators add to running nodes. */
final class LateGoal {

    private static final String ID = "LATE_GOAL";

    private final GoalSpec spec = GoalSpecCodec.decode(
            "spec",
            new String(GoalCatalog.demoGoal().canonical().toArray(), StandardCharsets.UTF_8)
                    .replace(Api.GOAL, ID)
                    .getBytes(StandardCharsets.UTF_8));
    private final Samples samples;
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();

    LateGoal(long seed) {
        this.samples = new Samples(spec, seed);
    }

    /** Adds it by the API with the data directory's admin token. */
    void addTo(NodeProcess node) throws IOException, InterruptedException {
        String token =
                Files.readString(node.dataDirectory().resolve(AdminToken.FILE)).strip();
        HttpRequest request = HttpRequest.newBuilder(URI.create(node.api().address() + "/api/v1/admin/goals"))
                .timeout(Duration.ofSeconds(40))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(spec.canonical().toArray()))
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** Posts so many to the node, of which the goal takes most. */
    void contributeTo(NodeProcess node, int count) {
        for (int i = 0; i < count; i++) {
            Reply reply = node.api().contribute(samples.next()).withStatus(200);
            if (reply.accepted()) {
                acknowledged.add(reply.data().path("contribution_id").asText());
            }
        }
    }

    /** Waits until all nodes have the same log of it, with all that was acknowledged. */
    void awaitAgreement(List<NodeProcess> nodes, Duration atMost) {
        assertThat(acknowledged).isNotEmpty();
        Awaitility.await().atMost(atMost).pollInterval(Duration.ofMillis(250)).untilAsserted(() -> {
            List<JsonNode> states = nodes.stream().map(LateGoal::state).toList();
            assertThat(states).allSatisfy(state -> {
                assertThat(state.path("log_size").asInt()).isEqualTo(acknowledged.size());
                assertThat(state.path("sync_lag").asInt()).isZero();
                assertThat(state.path("log_root")).isEqualTo(states.get(0).path("log_root"));
            });
        });
        for (NodeProcess node : nodes) {
            for (String id : acknowledged) {
                node.api().get("/api/v1/contribution/" + ID + "/" + id).withStatus(200);
            }
        }
    }

    static JsonNode state(NodeProcess node) {
        return node.api().get("/api/v1/status/" + ID).withStatus(200).data();
    }

    int acknowledged() {
        return acknowledged.size();
    }
}
