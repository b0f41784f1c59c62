package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Several nodes of one network, and whether they agree. */
public final class Cluster {

    private final Machine machine;
    private final List<NodeProcess> nodes = new ArrayList<>();

    public Cluster(Machine machine) {
        this.machine = machine;
    }

    /** Starts a node that nobody is known to. */
    public NodeProcess seed(NodeProcess.Place place, String... flags) {
        return started(place, flags);
    }

    /** Starts a node that knows one address. */
    public NodeProcess joining(NodeProcess.Place place, String seedHost, int port, String... flags) {
        List<String> all = new ArrayList<>(List.of("--p2p-seed-nodes", "tcp://" + seedHost + ":" + port));
        all.addAll(List.of(flags));
        return started(place, all.toArray(String[]::new));
    }

    public List<NodeProcess> nodes() {
        return nodes;
    }

    public static int peerPort(NodeProcess node) {
        return node.api()
                .get("/api/v1/info")
                .withStatus(200)
                .data()
                .path("p2p_port")
                .asInt();
    }

    public static JsonNode peers(NodeProcess node) {
        return node.api().get("/api/v1/peers").withStatus(200).data();
    }

    public static void awaitPeers(NodeProcess node, int atLeast) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(
                        () -> assertThat(peers(node).path("total").asInt()).isGreaterThanOrEqualTo(atLeast));
    }

    /** Waits until all have the same log and leaderboard, of at least this size, lag behind nobody and say so. */
    public void awaitAgreement(int atLeast, Duration atMost) {
        try {
            Awaitility.await()
                    .atMost(atMost)
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> agree(atLeast));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("no agreement within " + atMost + ": " + states(), e);
        }
    }

    private boolean agree(int atLeast) {
        List<JsonNode> states = states();
        Set<String> different = states.stream()
                .map(state -> state.path("log_root").asText()
                        + state.path("leaderboard_root").asText())
                .collect(Collectors.toSet());
        return different.size() == 1
                && states.stream()
                        .allMatch(state -> state.path("sync_lag").asLong() == 0
                                && state.path("log_size").asInt() >= atLeast
                                && state.path("consensus_state").asText().equals("SYNCHRONIZED"));
    }

    private List<JsonNode> states() {
        return nodes.stream()
                .map(node -> node.api().status().withStatus(200).data())
                .toList();
    }

    private NodeProcess started(NodeProcess.Place place, String... flags) {
        NodeProcess node = machine.node(flags).at(place).start();
        nodes.add(node);
        return node;
    }
}
