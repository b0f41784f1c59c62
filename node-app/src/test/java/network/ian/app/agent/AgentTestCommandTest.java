package network.ian.app.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import network.ian.app.Invocation;
import network.ian.wasm.trading.WasmDemoGoal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentTestCommandTest {

    private static final Path EXAMPLES = Path.of(System.getProperty("ian.root", ".."), "examples/agents");
    private static final String BUY_AND_HOLD =
            EXAMPLES.resolve("buy-and-hold/agent.wasm").toString();
    /** Imports wasi_snapshot_preview1.clock_time_get, and nothing else. */
    private static final String CLOCK = "0061736d010000000108016003" + "7f7e7f017f" + "022901" + "16"
            + HexFormat.of().formatHex("wasi_snapshot_preview1".getBytes(StandardCharsets.US_ASCII)) + "0e"
            + HexFormat.of().formatHex("clock_time_get".getBytes(StandardCharsets.US_ASCII)) + "0000";

    @TempDir
    Path home;

    @Test
    void saysWhatANodeWouldSayAndWhatItTook() throws IOException {
        Invocation run = test(BUY_AND_HOLD, "--json", "--engine", "both", "--runs", "2");
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode json = run.json();
        assertThat(json.path("verdict").textValue()).isEqualTo("accepted");
        assertThat(json.path("rejection_type").isNull()).isTrue();
        assertThat(json.path("goal_id").textValue()).isEqualTo(WasmDemoGoal.ID);
        assertThat(json.path("metrics").path("reward").doubleValue()).isZero();
        assertThat(json.path("metrics").path("episodes_run").intValue()).isEqualTo(32);
        assertThat(json.path("fuel").longValue())
                .isBetween(14_400L, json.path("fuel_limit").longValue());
        assertThat(json.path("memory_pages").intValue()).isEqualTo(1);
        assertThat(json.path("module_bytes").intValue()).isEqualTo(94);
        assertThat(json.path("engines_equal").booleanValue()).isTrue();
        assertThat(json.path("repeatable").booleanValue()).isTrue();
        JsonNode curve = json.path("curve");
        assertThat(curve.path("agent")).isEqualTo(curve.path("buy_and_hold"));
        assertThat(curve.path("dates").size()).isEqualTo(curve.path("points").size());
    }

    @Test
    void inAPipeTheCurveIsPlainAndEightyColumnsWide() throws IOException {
        Invocation run = test(EXAMPLES.resolve("moving-average/agent.wasm").toString(), "--runs", "1");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("accepted by DEMO_WASM_AGENT with score -0.0")
                .contains("at most 0.25", "* agent  . buy and hold", "fuel ", " a step")
                .containsPattern("(?m)^ +[0-9.]+ \\|.*\\*")
                .doesNotContain("\u001b");
        assertThat(run.out().lines()).allMatch(line -> line.length() < 80);
    }

    @Test
    void aGoalInAFileMayAskForMore() throws IOException {
        String rules = new String(WasmDemoGoal.document(), StandardCharsets.UTF_8)
                .replace("\"max_risk\": \"0.25\"", "// less than the index has\n\"max_risk\": \"0.1\"");
        Path goal = Files.writeString(home.resolve("goal.json"), rules);
        Invocation run = test(BUY_AND_HOLD, "--goal", goal.toString(), "--runs", "1");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.out()).startsWith("not accepted by DEMO_WASM_AGENT, BELOW_THRESHOLD: risk 0.18");
        Files.writeString(goal, rules.replace("\"max_pack_bytes\": 262144", "\"max_pack_bytes\": 90"));
        JsonNode json = test(BUY_AND_HOLD, "--goal", goal.toString(), "--json").json();
        assertThat(json.path("rejection_type").textValue()).isEqualTo("INVALID_STRUCTURE");
        assertThat(json.path("reason").textValue()).contains("bytes encoded, the goal's limit is 90");
    }

    @Test
    void aClockIsRefusedWithAdvice() throws IOException {
        Path clock = Files.write(home.resolve("clock.wasm"), HexFormat.of().parseHex(CLOCK));
        Invocation run = test(clock.toString());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("not accepted by DEMO_WASM_AGENT, INVALID_STRUCTURE: ")
                .contains("\"wasi_snapshot_preview1\" \"clock_time_get\"")
                .contains("build for wasm32-unknown-unknown, not wasm32-wasi")
                .doesNotContain("fuel  ", "memory  ", "module  ", "time  ");
        JsonNode json = test(clock.toString(), "--json").json();
        for (String unmeasured : new String[] {"fuel", "memory_pages", "module_bytes", "first_seconds", "metrics"}) {
            assertThat(json.get(unmeasured).isNull()).as(unmeasured).isTrue();
        }
    }

    @Test
    void whatTakesTooLongHereIsUndecidedAsOnANode() throws IOException {
        Invocation run = Invocation.run(
                home,
                Map.of("IAN_EVALUATION_WALL_TIME_MS", "1"),
                "agent",
                "test",
                EXAMPLES.resolve("recurrent-network/agent.wasm").toString(),
                "--engine",
                "interpreter");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.out()).contains("OVERLOADED", "evaluation.wall_time_ms").doesNotContain("NOT REPEATABLE");
    }

    @Test
    void wrongUsageIsNamed() throws IOException {
        Path text = Files.writeString(home.resolve("agent.wat"), "(module)");
        assertThat(test(text.toString()).err())
                .contains("is no WebAssembly module")
                .contains("wat2wasm");
        assertThat(test("none.wasm").err()).isEqualTo("ian: none.wasm: no such file\n");
        assertThat(test(BUY_AND_HOLD, "--engine", "v8").err()).contains("expected compiler, interpreter or both");
        assertThat(test(BUY_AND_HOLD, "--runs", "0").exitCode()).isEqualTo(2);
        assertThat(test(BUY_AND_HOLD, "--goal", "NO_SUCH_GOAL").err()).contains("no goal NO_SUCH_GOAL");
        assertThat(test(BUY_AND_HOLD, "--goal", "x/y.json").err()).startsWith("ian: --goal: x/y.json");
        assertThat(test(BUY_AND_HOLD, "--goal", text.toString()).err()).startsWith("ian: --goal: ");
        assertThat(test(BUY_AND_HOLD, "--goal", "DEMO_TRADING_AGENT").err())
                .contains("DEMO_TRADING_AGENT takes no WebAssembly agents: its harness is trading-v1");
    }

    private Invocation test(String... arguments) {
        return Invocation.run(
                home,
                Map.of("TERM", "xterm"),
                Stream.concat(Stream.of("agent", "test"), Stream.of(arguments)).toArray(String[]::new));
    }
}
