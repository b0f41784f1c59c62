package network.ian.tau;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import network.ian.core.codec.Bytes;
import network.ian.core.config.ConfigException;
import network.ian.core.config.ConfigLoader;
import network.ian.core.config.ConfigSources;
import network.ian.core.config.NodeConfig;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.ContributorId;
import network.ian.core.contribution.Header;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.contribution.Kind;
import network.ian.core.contribution.PackCodec;
import network.ian.core.crypto.SigningKey;
import network.ian.core.evaluation.trading.PolicySampler;
import network.ian.core.evaluation.trading.SplitMix64;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.GoalSpecCodec;
import network.ian.core.ingest.Entrance;
import network.ian.core.node.Goal;
import network.ian.core.node.Node;
import network.ian.core.node.NodeEnvironment;
import network.ian.core.node.NodeOpener;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.SystemEntropy;
import network.ian.core.runtime.WallClock;
import network.ian.core.telemetry.Telemetry;
import network.ian.core.verdict.Verdict;
import network.ian.core.view.AnchorSummary;
import network.ian.core.view.Finality;
import network.ian.tau.devnode.DevNode;
import network.ian.tau.devnode.DevNodeOptions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A goal with an anchor that comes to a running node whose goals had none: watched, verified, anchored by this node's key. */
class LateGoalTest {

    private static final SigningKey CONTRIBUTOR = SigningKey.fromSeed(new byte[32]);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path data;

    private final PolicySampler sampler = new PolicySampler(new SplitMix64(5));

    @Test
    void isAnchoredAndBecomesFinal() throws Exception {
        try (DevNode stand =
                        DevNode.start(DevNodeOptions.like(WallClock.system(), MonotonicClock.system(), new Random(1))
                                .withBlocks(Duration.ofMillis(200), true));
                Node node = NodeOpener.open(config(stand), environment());
                TauBridge bridge = TauBridge.open(node, config(stand), environment())) {
            bridge.start();
            assertThat(bridge.view().tau().problem().orElseThrow()).contains("no goal of this node names the key");

            Goal goal = node.addGoal(anchored("LATE"));
            assertThat(bridge.view().tau().problem().orElse("")).doesNotContain("no goal of this node");
            assertThat(data.resolve("goals/LATE/chain/blocks")).exists();
            contribute(node, goal);
            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(bridge.view().finality("LATE").size()).isEqualTo(1);
                assertThat(bridge.view().finality("LATE").source()).isEqualTo(Finality.Source.TAU);
                assertThat(bridge.view().anchors("LATE"))
                        .extracting(AnchorSummary::state)
                        .containsExactly(AnchorSummary.State.FROZEN);
                assertThat(bridge.view().tau().connected()).isTrue();
            });
            assertThat(bridge.exchange().tip(goal.spec().topic())).isPresent();
        }
        try (Node node = NodeOpener.open(config("1"), environment());
                TauBridge bridge = TauBridge.open(node, config("1"), environment())) {
            bridge.start();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(bridge.view().finality("LATE").size()).isEqualTo(1));
        }
    }

    @Test
    void anAnchorThatNobodyCanFollowIsSaid() throws Exception {
        try (Node node = NodeOpener.open(config("1"), environment());
                TauBridge bridge = TauBridge.open(node, config("1"), environment())) {
            bridge.start();
            ObjectNode rules = rules("LATE");
            ((ObjectNode) rules.path("anchor")).put("committer", "00".repeat(48));
            node.addGoal(GoalSpecCodec.decode("spec", bytes(rules)));
            assertThat(bridge.view().tau().problem().orElseThrow())
                    .contains("nothing of goal LATE can become final: anchor.committer");
            assertThat(bridge.view().finality("LATE")).isEqualTo(Finality.NONE);
            node.addGoal(anchored("OTHER"));
            assertThat(bridge.exchange().locator(anchored("OTHER").topic())).hasSize(1);
        }
    }

    private void contribute(Node node, Goal goal) throws Exception {
        Verdict verdict = null;
        for (int i = 0; i < 200 && !(verdict instanceof Verdict.Accept); i++) {
            Bytes body = PackCodec.encode(new AgentPack(
                    "1.0.0",
                    Bytes.wrap(sampler.next()),
                    JsonNodeFactory.instance.objectNode(),
                    Optional.empty(),
                    Optional.empty(),
                    new TreeMap<>()));
            Bytes header = HeaderCodec.encode(new Header(
                    ContributorId.ofKey(CONTRIBUTOR.publicKey()),
                    goal.spec().topic(),
                    Kind.AGENT_PACK,
                    PackCodec.hash(body),
                    CONTRIBUTOR.publicKey(),
                    0,
                    false,
                    WallClock.system().millis(),
                    Optional.empty()));
            verdict = node.ingress()
                    .submit(goal, header, CONTRIBUTOR.sign(HeaderCodec.signingMessage(header)), body, Entrance.DOOR)
                    .get(20, TimeUnit.SECONDS)
                    .verdict();
        }
        assertThat(verdict).isInstanceOf(Verdict.Accept.class);
    }

    private static GoalSpec anchored(String goalId) throws IOException {
        return GoalSpecCodec.decode("spec", bytes(rules(goalId)));
    }

    private static ObjectNode rules(String goalId) throws IOException {
        ObjectNode rules = (ObjectNode)
                new ObjectMapper().readTree(GoalCatalog.demoGoal().canonical().toArray());
        rules.put("goal_id", goalId);
        rules.set("anchor", DevNode.anchor(3, Duration.ofMinutes(15), Duration.ofSeconds(1)));
        return rules;
    }

    private static byte[] bytes(ObjectNode rules) {
        return rules.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static NodeEnvironment environment() {
        return new NodeEnvironment(
                WallClock.system(), MonotonicClock.system(), SystemEntropy.secureRandom(), Telemetry.NONE);
    }

    private NodeConfig config(DevNode stand) throws IOException {
        return config(Integer.toString(stand.port()));
    }

    private NodeConfig config(String tauPort) throws IOException {
        try {
            return ConfigLoader.load(new ConfigSources(
                            Optional.empty(),
                            Map.of(),
                            Map.of(
                                    "IAN_DATA_DIR", data.toString(),
                                    "IAN_STORAGE_MIN_FREE_DISK_BYTES", "0",
                                    "IAN_TAU_HOST", "127.0.0.1",
                                    "IAN_TAU_PORT", tauPort,
                                    "IAN_TAU_POLL_S", "1",
                                    "IAN_TAU_COMMIT_INTERVAL_S", "1",
                                    "IAN_TAU_KEY", HexFormat.of().formatHex(DevNode.COMMITTER_SECRET.scalar())),
                            data))
                    .config();
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e.problems().toString(), e);
        }
    }
}
