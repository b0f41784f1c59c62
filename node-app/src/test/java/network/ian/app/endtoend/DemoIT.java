package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The demo, as the README starts it. */
class DemoIT {

    @RegisterExtension
    final Machine machine = new Machine();

    @Test
    void agentsCompeteAndAllOfItIsVerified() throws Exception {
        String data = machine.path("demo").toString();

        JsonNode summary = machine.program("demo", "--contributions", "80", "--json", "--data-dir", data)
                .withExitCode(0)
                .json();

        assertThat(summary.path("contributions").asInt()).isEqualTo(80);
        int accepted = summary.path("accepted").asInt();
        assertThat(accepted).isPositive();
        assertThat(accepted + summary.path("rejected").asInt()).isEqualTo(80);
        assertThat(summary.path("nodes").asInt()).isEqualTo(3);
        assertThat(summary.path("agreed").asBoolean()).isTrue();
        assertThat(summary.path("verified").asBoolean()).isTrue();
        assertThat(summary.path("anchored_size").asInt()).isEqualTo(accepted);
        assertThat(summary.path("anchored_root")).isEqualTo(summary.path("log_root"));
        assertThat(summary.path("anchored_verified").asBoolean()).isTrue();
        JsonNode wasm = summary.path("wasm");
        assertThat(wasm.path("contributions").asInt()).isEqualTo(8);
        assertThat(wasm.path("accepted").asInt()).isPositive();
        assertThat(wasm.path("agreed").asBoolean()).isTrue();
        assertThat(summary.path("best_score").asDouble())
                .as("the search finds better ones than it begins with")
                .isGreaterThan(summary.path("first_best_score").asDouble());

        JsonNode kept = machine.ian("log", "verify", "--deep", "--json", "--data-dir", data + "/node-2")
                .withExitCode(0)
                .json()
                .path("goals");
        assertThat(kept.get(0).path("log_size").asInt()).isEqualTo(accepted);
        assertThat(kept.get(0).path("log_root")).isEqualTo(summary.path("log_root"));
        assertThat(kept.get(1).path("log_size")).isEqualTo(wasm.path("log_size"));
        assertThat(kept.get(1).path("log_root")).isEqualTo(wasm.path("log_root"));
    }
}
