package network.ian.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import network.ian.app.Invocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo in this process: who competes, what is verified, what is printed. */
class DemoTest {

    @TempDir
    Path home;

    @Test
    void agentsCompeteAndEverythingIsVerified() throws IOException {
        Path data = home.resolve("data");
        Invocation demo = demo("--contributions", "40", "--agents", "3", "--data-dir", data.toString(), "--json");
        assertThat(demo.exitCode()).as(demo.err()).isZero();
        JsonNode summary = demo.json();
        assertThat(summary.get("contributions").intValue()).isEqualTo(40);
        int accepted = summary.get("accepted").intValue();
        assertThat(accepted).isBetween(5, 40);
        assertThat(summary.get("rejected").intValue()).isEqualTo(40 - accepted);
        assertThat(summary.get("log_size").intValue()).isEqualTo(accepted);
        assertThat(summary.get("verified").booleanValue()).isTrue();
        assertThat(summary.get("best_score").doubleValue())
                .isGreaterThanOrEqualTo(summary.get("first_best_score").doubleValue());
        assertThat(summary.get("best_policy").get("policy").textValue()).isNotEmpty();
        JsonNode wasm = summary.get("wasm");
        assertThat(wasm.get("goal_id").textValue()).isEqualTo("DEMO_WASM_AGENT");
        assertThat(wasm.get("contributions").intValue()).isEqualTo(4);
        assertThat(wasm.get("accepted").intValue() + wasm.get("rejected").intValue())
                .isEqualTo(4);
        assertThat(wasm.get("log_size")).isEqualTo(wasm.get("accepted"));
        assertThat(wasm.get("agreed").booleanValue()).isTrue();
        assertThat(wasm.get("best_agent").textValue()).contains("network");
        assertThat(demo.err())
                .contains("40 of 40 contributions")
                .contains("WebAssembly: 4 of 4 contributions")
                .contains(Frame.CAUTION)
                .doesNotContain("\u001b");
        assertThat(summary.get("anchored_size").intValue()).isEqualTo(accepted);
        assertThat(summary.get("anchored_root")).isEqualTo(summary.get("log_root"));
        assertThat(summary.get("anchored_verified").booleanValue()).isTrue();
        assertThat(demo.err()).contains("verified by node-2 (from the chain), node-3 (from peers) and this program");
        for (int node = 1; node <= 3; node++) {
            assertThat(data.resolve("node-" + node).resolve("goals")).isDirectory();
        }
        assertThat(summary.get("nodes").intValue()).isEqualTo(3);
        assertThat(summary.get("agreed").booleanValue()).isTrue();

        JsonNode again = demo(
                        "--contributions",
                        "1",
                        "--agents",
                        "3",
                        "--wasm-agents",
                        "1",
                        "--data-dir",
                        data.toString(),
                        "--json",
                        "--no-anchor")
                .json();
        assertThat(again.get("anchored_verified").booleanValue()).isFalse();
        assertThat(again.get("log_size").intValue()).isEqualTo(accepted + 1);
        assertThat(again.get("wasm").get("log_size").intValue())
                .isEqualTo(wasm.get("log_size").intValue() + 1);
        assertThat(again.get("verified").booleanValue()).isTrue();
    }

    @Test
    void theSameSeedFindsTheSamePolicy() throws IOException {
        JsonNode first = demo("--contributions", "20", "--seed", "5", "--json", "--no-anchor", "--wasm-agents", "0")
                .json();
        JsonNode second = demo("--contributions", "20", "--seed", "5", "--json", "--no-anchor", "--wasm-agents", "0")
                .json();
        assertThat(first.get("wasm").isNull()).isTrue();
        assertThat(second.get("best_policy")).isEqualTo(first.get("best_policy"));
        assertThat(second.get("accepted")).isEqualTo(first.get("accepted"));
        assertThat(second.get("log_root")).isNotEqualTo(first.get("log_root"));
    }

    @Test
    void onAPipeItPrintsPlainLines() {
        Invocation demo = demo("--contributions", "10", "--agents", "2", "--no-anchor");
        assertThat(demo.exitCode()).as(demo.err()).isZero();
        assertThat(demo.out())
                .startsWith("starting 3 nodes in ")
                .contains("ok     DEMO_TRADING_AGENT: all 3 nodes have the same log and leaderboard")
                .contains("ok     DEMO_WASM_AGENT: all 3 nodes have the same log and leaderboard")
                .contains("10 of 10 contributions")
                .containsPattern("Best of DEMO_TRADING_AGENT, by (ada|grace)\n")
                .contains("Best of DEMO_WASM_AGENT, by ")
                .containsPattern("Open http://127.0.0.1:[0-9]+/ in a browser")
                .contains("ok     DEMO_TRADING_AGENT: inclusion proof of the best entry")
                .contains("ok     DEMO_WASM_AGENT: journal")
                .doesNotContain("\u001b");
        assertThat(demo.out().codePoints()).as("control characters").noneMatch(c -> c < ' ' && c != '\n');
        assertThat(demo("--agents", "0").exitCode()).isEqualTo(2);
        assertThat(demo("--wasm-agents", "65").exitCode()).isEqualTo(2);
        assertThat(demo("--pace", "0").err()).isEqualTo("ian: --pace: expected 0.1 to 1000 contributions a second\n");
    }

    private Invocation demo(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "demo";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Invocation.run(home, Map.of("TERM", "xterm"), all);
    }
}
