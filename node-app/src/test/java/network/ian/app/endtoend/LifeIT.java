package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
    void aNewNodeHasNothingToWarnOf() {
        NodeProcess node = machine.node().start();
        assertThat(node.stop().exitCode()).isZero();
        assertThat(node.log())
                .extracting(line -> line.path("level").asText())
                .isNotEmpty()
                .containsOnly("INFO");
    }

    @Test
    void whatIsAcknowledgedSurvivesAKill() {
        NodeProcess node = machine.node().start();
        Reply reply = node.api().contribute(samples.unsigned());
        assertThat(reply.accepted()).as(reply.text()).isTrue();
        Promises promises = new Promises();
        promises.add(List.of(Acknowledged.by(reply)));

        node.kill();
        node.start();

        LogCopy log = promises.areInTheLogOf(node);
        promises.areAllServedAndProved(node, log);
        assertThat(log.size()).isEqualTo(1);
    }

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
    }

    @Test
    void aLostStateFileIsRebuiltFromTheJournal() throws Exception {
        NodeProcess node = machine.node().start();
        Promises promises = new Promises();
        for (int contribution = 0; contribution < 10; contribution++) {
            Reply reply = node.api().contribute(samples.unsigned()).withStatus(200);
            if (reply.accepted()) {
                promises.add(List.of(Acknowledged.by(reply)));
            }
        }
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
