package network.ian.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import network.ian.core.codec.Bytes;
import network.ian.core.config.ConfigException;
import network.ian.core.config.ConfigLoader;
import network.ian.core.config.ConfigSources;
import network.ian.core.config.NodeConfig;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.Contribution;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.contribution.ContributorId;
import network.ian.core.contribution.Header;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.contribution.Kind;
import network.ian.core.contribution.PackCodec;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.SigningKey;
import network.ian.core.evaluation.trading.PolicySampler;
import network.ian.core.evaluation.trading.SplitMix64;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.ingest.Entrance;
import network.ian.core.ingest.Outcome;
import network.ian.core.runtime.ManualClock;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.telemetry.Telemetry;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;

/** Opens real nodes on a directory and makes contributions for them. The wall clock stands still until moved. */
final class NodeFixture {

    static final String GOAL = GoalCatalog.DEMO_GOAL;

    final ManualClock clock = new ManualClock();
    private final Path data;
    private final Map<String, String> environment = new HashMap<>();
    private final PolicySampler sampler;
    private final SigningKey key;

    NodeFixture(Path data, long seed) {
        this.data = data;
        this.sampler = new PolicySampler(new SplitMix64(seed));
        this.key = SigningKey.fromSeed(new byte[32]);
        environment.put("IAN_DATA_DIR", data.toString());
        environment.put("IAN_STORAGE_MIN_FREE_DISK_BYTES", "0");
    }

    NodeFixture with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Node open() throws IOException {
        NodeEnvironment real = new NodeEnvironment(
                clock.wall(), MonotonicClock.system(), new SecureRandom(new byte[] {1}), Telemetry.NONE);
        return NodeOpener.open(config(), real);
    }

    NodeConfig config() {
        try {
            return on(
                    data,
                    ConfigLoader.load(new ConfigSources(Optional.empty(), Map.of(), environment, Path.of("/")))
                            .config());
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e.problems().toString(), e);
        }
    }

    /** Text cannot name a path of another file system than the machine's. */
    private static NodeConfig on(Path data, NodeConfig config) {
        NodeConfig.Node node = config.node();
        return new NodeConfig(
                new NodeConfig.Node(data, node.networkId(), node.logLevel(), data.resolve("logs")),
                config.api(),
                config.p2p(),
                config.tau(),
                config.storage(),
                config.evaluation(),
                config.crypto(),
                new NodeConfig.Goals(data.resolve("goals"), config.goals().max()));
    }

    /** The next pack of the sampler, most of which the demo goal accepts. */
    AgentPack pack() {
        return pack(sampler.next());
    }

    static AgentPack pack(byte[] parameters) {
        return new AgentPack(
                "1.0.0",
                Bytes.wrap(parameters),
                JsonNodeFactory.instance.objectNode(),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>());
    }

    static ContributionRequest unsigned(String contributor, AgentPack pack) {
        return new ContributionRequest(GOAL, Kind.AGENT_PACK, pack, Optional.of(contributor), 0, Optional.empty());
    }

    ContributionRequest signed(AgentPack pack, long timestampMs) {
        return signed(key, pack, timestampMs);
    }

    static ContributionRequest signed(SigningKey key, AgentPack pack, long timestampMs) {
        Hash packHash = PackCodec.hash(PackCodec.encode(pack));
        Header header = new Header(
                ContributorId.ofKey(key.publicKey()),
                GoalCatalog.demoGoal().topic(),
                Kind.AGENT_PACK,
                packHash,
                key.publicKey(),
                0,
                false,
                timestampMs,
                Optional.empty());
        Bytes signature = key.sign(HeaderCodec.signingMessage(HeaderCodec.encode(header)));
        return new ContributionRequest(
                GOAL,
                Kind.AGENT_PACK,
                pack,
                Optional.empty(),
                0,
                Optional.of(new ContributionRequest.Proof(timestampMs, key.publicKey(), signature, Optional.empty())));
    }

    static Outcome submit(Node node, ContributionRequest request, Entrance entrance) {
        return node.ingress()
                .submit(node.goal(GOAL).orElseThrow(), request, entrance)
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    /** By the door. */
    static Outcome submit(Node node, ContributionRequest request) {
        return submit(node, request, Entrance.DOOR);
    }

    /** A good pack that was submitted as {@code alice} and accepted. */
    Outcome accepted(Node node) {
        Outcome outcome = submit(node, unsigned("alice", goodPack(node)));
        assertThat(outcome.accepted()).isTrue();
        return outcome;
    }

    /** A pack that the goal accepts, found by asking. */
    AgentPack goodPack(Node node) {
        while (true) {
            AgentPack pack = pack();
            Contribution contribution = new Contribution(
                    signed(pack, clock.wall().millis())
                            .signedHeader(
                                    node.goal(GOAL).orElseThrow().spec().topic(),
                                    PackCodec.hash(PackCodec.encode(pack)))
                            .orElseThrow(),
                    pack,
                    PackCodec.encode(pack));
            if (node.goal(GOAL).orElseThrow().judge().evaluate(contribution).accepted()) {
                return pack;
            }
        }
    }

    /** Submits packs of the sampler until the goal accepts one; false if it is none of ten. */
    boolean contribute(Node node, String id) {
        return IntStream.range(0, 10).anyMatch(attempt -> accepted(node, id));
    }

    private boolean accepted(Node node, String id) {
        ContributionRequest request =
                new ContributionRequest(id, Kind.AGENT_PACK, pack(), Optional.of("alice"), 0, Optional.empty());
        return node.ingress()
                .submit(node.goal(id).orElseThrow(), request, Entrance.DOOR)
                .orTimeout(30, TimeUnit.SECONDS)
                .join()
                .accepted();
    }

    /** Why an outcome is not an acceptance. */
    static Reason reason(Outcome outcome) {
        if (outcome.verdict() instanceof Verdict.Reject reject) {
            return reject.reason();
        }
        return ((Verdict.Ignore) outcome.verdict()).reason();
    }

    static GoalView view(Node node) {
        return view(node, GOAL);
    }

    static GoalView view(Node node, String goalId) {
        return node.goal(goalId).orElseThrow().view().orElseThrow();
    }
}
