package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A node is started, used, stopped, and started again. */
class LifeIT {

    private static final Duration GRACE = Duration.ofSeconds(10);

    @RegisterExtension
    final Machine machine = new Machine();

    private final Samples samples = new Samples(1);

    @Test
    void sigtermUnderLoadEndsWithinTenSecondsWithTheStateSaved() throws Exception {
        NodeProcess node = machine.node().start();
        Promises promises = new Promises();
        NodeProcess.Stopped stopped;
        PostLoad load = PostLoad.on(node, samples, 4);
        try (load) {
            stopped = node.stop();
        }
        promises.add(load.acknowledged());

        assertThat(stopped.exitCode()).isZero();
        assertThat(node.log())
                .extracting(line -> line.path("level").asText())
                .isNotEmpty()
                .containsOnly("INFO");
        assertThat(stopped.after()).isLessThan(GRACE);
        assertThat(node.dataDirectory().resolve("api.address")).doesNotExist();
        JsonNode saved = Json.parse(Files.readString(node.dataDirectory().resolve("node_state.json")))
                .path("goals")
                .path(Api.GOAL);

        node.start();
        LogCopy log = promises.areInTheLogOf(node);
        assertThat(saved.path("log_size").asInt()).isEqualTo(log.size());
        assertThat(saved.path("log_root").asText()).isEqualTo(log.root().hex());
        assertThat(saved.path("leaderboard_root"))
                .isEqualTo(node.api().status().data().path("leaderboard_root"));
        JsonNode opening = node.opening();
        assertThat(opening.path("message").asText()).endsWith(", clean");
        assertThat(opening.path("recovered_after_commit").asInt(-1)).isZero();
        assertThat(opening.path("bytes_cut").asInt(-1)).isZero();
        aLostStateFileIsRebuiltFromTheJournal(node, promises);
    }

    private static void aLostStateFileIsRebuiltFromTheJournal(NodeProcess node, Promises promises) throws IOException {
        JsonNode before = node.api().status().data();
        node.stop();
        Files.delete(node.dataDirectory().resolve("node_state.json"));

        node.start();

        promises.areAllServedAndProved(node, promises.areInTheLogOf(node));
        JsonNode after = node.api().status().data();
        for (String field : List.of("log_size", "log_root", "leaderboard_root", "active_policy_hash")) {
            assertThat(after.path(field)).as(field).isEqualTo(before.path(field));
        }
    }
}
