package network.ian.wasm.trading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import network.ian.core.codec.Bytes;
import network.ian.core.config.ConfigException;
import network.ian.core.config.ConfigLoader;
import network.ian.core.config.ConfigSources;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.contribution.Kind;
import network.ian.core.evaluation.trading.PolicySampler;
import network.ian.core.evaluation.trading.SplitMix64;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpecCodec;
import network.ian.core.ingest.Entrance;
import network.ian.core.ingest.Outcome;
import network.ian.core.node.Node;
import network.ian.core.node.NodeEnvironment;
import network.ian.core.node.NodeOpener;
import network.ian.core.runtime.ManualClock;
import network.ian.core.telemetry.Telemetry;
import network.ian.core.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node to which agents are sent that never end, by a clock that does not move until it is told to. */
class LongEvaluationsTest {

    private static final String WASM_GOAL = "ENDLESS";

    @TempDir
    private Path data;

    private final ManualClock clock = new ManualClock();

    @Test
    void agentsThatNeverEndHoldUpNoOtherGoal() throws IOException, ConfigException {
        try (Node node = open(Map.of())) {
            // Fuel for days: only the node's clock can end these.
            node.addGoal(GoalSpecCodec.decode("test", endless()));
            List<CompletableFuture<Outcome>> spinning = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                spinning.add(submit(node, WASM_GOAL, pack(Agents.module("spin"), i), "198.51.100.1"));
            }
            PolicySampler policies = new PolicySampler(new SplitMix64(7));
            for (int i = 0; i < 50; i++) {
                Outcome outcome = submit(node, GoalCatalog.DEMO_GOAL, pack(Bytes.wrap(policies.next()), i), "here")
                        .orTimeout(30, TimeUnit.SECONDS)
                        .join();
                assertThat(outcome.verdict()).isNotInstanceOf(Verdict.Undecided.class);
            }
            // One runs, 16 of one address wait.
            assertThat(spinning).filteredOn(answer -> !answer.isDone()).hasSize(17);
            CompletableFuture<Outcome> honest = submit(node, WASM_GOAL, pack(Agents.module("hold"), 0), "203.0.113.1");
            // Its turn comes after the one that runs and one more, not after all.
            for (int i = 0; i < 2; i++) {
                int before = done(spinning);
                clock.advance(Duration.ofSeconds(61));
                assertThat(await(() -> done(spinning) > before || honest.isDone()))
                        .isTrue();
            }
            assertThat(honest.orTimeout(30, TimeUnit.SECONDS).join().accepted()).isTrue();
            assertThat(done(spinning)).isLessThanOrEqualTo(3 + 2);
            clock.advance(Duration.ofSeconds(61));
        }
    }

    @Test
    void aGoalThatDoesNotFitTheMemoryIsRefusedAndNamed() throws IOException, ConfigException {
        try (Node node = open(Map.of())) {
            node.addGoal(WasmDemoGoal.spec());
        }
        try (Node node = open(Map.of("IAN_EVALUATION_WASM_MEMORY_BYTES", "1048576"))) {
            assertThat(node.goal(WasmDemoGoal.ID)).isEmpty();
            assertThat(node.unreadableGoals())
                    .singleElement()
                    .satisfies(goal -> assertThat(goal.detail())
                            .contains(WasmDemoGoal.ID)
                            .contains("limits.memory_pages: 64 pages need")
                            .contains("1048576 (evaluation.wasm_memory_bytes)"));
        }
        try (Node node = open(Map.of())) {
            assertThat(node.goal(WasmDemoGoal.ID)).isPresent();
        }
    }

    private static boolean await(java.util.function.BooleanSupplier condition) {
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(30)).until(condition::getAsBoolean);
        return true;
    }

    private static int done(List<CompletableFuture<Outcome>> answers) {
        return (int) answers.stream().filter(CompletableFuture::isDone).count();
    }

    private static byte[] endless() {
        return new String(WasmDemoGoal.document(), java.nio.charset.StandardCharsets.UTF_8)
                .replace(WasmDemoGoal.ID, WASM_GOAL)
                .replace("\"fuel\": 200000000", "\"fuel\": 900000000000000")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private Node open(Map<String, String> more) throws IOException, ConfigException {
        Map<String, String> environment = new java.util.HashMap<>(more);
        environment.put("IAN_DATA_DIR", data.toString());
        environment.put("IAN_STORAGE_MIN_FREE_DISK_BYTES", "0");
        environment.put("IAN_EVALUATION_WASM_THREADS", "1");
        environment.put("IAN_EVALUATION_WASM_QUEUE", "32");
        var config = ConfigLoader.load(new ConfigSources(Optional.empty(), Map.of(), environment, data))
                .config();
        return NodeOpener.open(
                config, new NodeEnvironment(clock.wall(), clock, new SecureRandom(new byte[] {1}), Telemetry.NONE));
    }

    private static CompletableFuture<Outcome> submit(Node node, String goal, AgentPack pack, String source) {
        ContributionRequest request =
                new ContributionRequest(goal, Kind.AGENT_PACK, pack, Optional.of("alice"), 0, Optional.empty());
        return node.ingress().submit(node.goal(goal).orElseThrow(), request, Entrance.DOOR, source);
    }

    /** @param number makes it another pack of the same module */
    private static AgentPack pack(Bytes parameters, int number) {
        AgentPack pack = Agents.pack(parameters);
        return new AgentPack(
                "v" + number, parameters, pack.metadata(), pack.tauSpecHash(), pack.mpbInvariantsHash(), pack.proofs());
    }
}
