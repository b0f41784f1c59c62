package network.ian.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import network.ian.app.Invocation;
import network.ian.app.client.StubNode;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.contribution.ContributionRequestCodec;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.wasm.trading.WasmDemoGoal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ian contribute} with a WebAssembly module. */
class ModuleContributionTest {

    private static final Path MODULE =
            Path.of(System.getProperty("ian.root", ".."), "examples/agents/buy-and-hold/agent.wasm");
    private static final String POST = "/api/v1/contribute";
    private static final GoalSpec WASM = WasmDemoGoal.spec();
    private static final GoalSpec POLICIES = GoalCatalog.demoGoal();

    @TempDir
    Path home;

    private StubNode node;

    @BeforeEach
    void start() throws IOException {
        node = new StubNode();
        serve(POLICIES, WASM);
        node.answer(POST, "{\"accepted\":true,\"log_index\":0,\"score\":0,\"contribution_id\":\"ab\",\"metrics\":{}}");
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void goesToTheOnlyGoalForModulesSponsoredOrSigned() throws IOException {
        Invocation sponsored = contribute(MODULE.toString(), "--contributor", "ann");
        assertThat(sponsored.exitCode()).as(sponsored.err()).isZero();
        assertThat(sponsored.err())
                .isEqualTo("ian: for goal DEMO_WASM_AGENT, the node's only one for WebAssembly agents\n");
        assertThat(posted().goalId()).isEqualTo(WasmDemoGoal.ID);
        assertThat(posted().pack().parameters()).isEqualTo(Bytes.wrap(Files.readAllBytes(MODULE)));
        assertThat(posted().proof()).isEmpty();

        String key = home.resolve("me.json").toString();
        assertThat(Invocation.run(home, Map.of(), "keygen", "-o", key).exitCode())
                .isZero();
        assertThat(contribute(MODULE.toString(), "--key", key, "--goal", WasmDemoGoal.ID)
                        .exitCode())
                .isZero();
        assertThat(posted().proof()).isPresent();
    }

    @Test
    void whatTheNodeWouldRefuseIsNotSent() throws IOException {
        Path broken = home.resolve("broken.wasm");
        Files.write(broken, new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});
        Invocation refused = contribute(broken.toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out())
                .startsWith("not accepted, INVALID_STRUCTURE: ")
                .contains("memory", "text: (memory (export \"memory\") 1)");
        assertThat(refused.err()).contains("nothing was sent");
        Invocation json = contribute(broken.toString(), "--json");
        assertThat(json.json().path("accepted").booleanValue()).isFalse();
        assertThat(json.json().path("rejection_type").textValue()).isEqualTo("INVALID_STRUCTURE");
        assertThat(node.posted(POST)).isNull();
    }

    @Test
    void whatIsNeitherModuleNorJsonIsSaidToBe() throws IOException {
        Path text = Files.writeString(home.resolve("agent.wat"), "(module)");
        Invocation refused = contribute(text.toString());
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).isEqualTo("ian: " + text + ": neither a module (00 61 73 6d) nor JSON\n");
        Files.writeString(text, " {\"version\": }");
        assertThat(contribute(text.toString()).err()).contains("not valid JSON: line 1");
    }

    @Test
    void theGoalMustBeOneForModules() throws IOException {
        Invocation other = contribute(MODULE.toString(), "--goal", POLICIES.goalId());
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("DEMO_TRADING_AGENT takes no WebAssembly agents: its harness is trading-v1");
        serve(POLICIES);
        assertThat(contribute(MODULE.toString()).err())
                .contains("no goal of the node takes WebAssembly agents", "it has DEMO_TRADING_AGENT");
        assertThat(node.posted(POST)).isNull();
    }

    private void serve(GoalSpec... goals) {
        String list = Stream.of(goals)
                .map(goal -> "{\"goal_id\":\"" + goal.goalId() + "\"}")
                .reduce((a, b) -> a + "," + b)
                .orElse("");
        node.answer("/api/v1/goals", "{\"goals\":[" + list + "]}");
        for (GoalSpec goal : goals) {
            String spec = new String(goal.canonical().toArray(), StandardCharsets.UTF_8);
            node.answer("/api/v1/goals/" + goal.goalId(), "{\"spec\":" + spec + "}");
        }
    }

    private ContributionRequest posted() {
        return ContributionRequestCodec.decode(node.posted(POST).getBytes(StandardCharsets.UTF_8), 1 << 20);
    }

    private Invocation contribute(String... arguments) {
        Stream<String> all = Stream.concat(Stream.of("contribute", "--node", node.url()), Stream.of(arguments));
        return Invocation.run(home, Map.of(), all.toArray(String[]::new));
    }
}
