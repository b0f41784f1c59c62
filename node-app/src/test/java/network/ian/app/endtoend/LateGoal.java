package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import network.ian.core.goal.GoalSpec;
import org.awaitility.Awaitility;

/** A second goal with the demo's rules, which operators add to running nodes. */
final class LateGoal {

    private static final String ID = "LATE_GOAL";

    private final GoalSpec spec = AddedGoal.like(ID);
    private final Samples samples;
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();

    LateGoal(long seed) {
        this.samples = new Samples(spec, seed);
    }

    /** Adds it by the API with the data directory's admin token. */
    void addTo(NodeProcess node) throws IOException, InterruptedException {
        AddedGoal.add(node, spec);
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
