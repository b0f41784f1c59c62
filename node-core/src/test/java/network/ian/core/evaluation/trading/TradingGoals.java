package network.ian.core.evaluation.trading;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.Kind;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.goal.Admission;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.GoalSpecCodec;
import network.ian.core.goal.Ranking;

/** Goals and packs for tests of this harness. */
final class TradingGoals {

    private static final Hash DATA =
            Hash.fromHex("data", "9409e9342d0657c747324e4cfabce8a8c7f663bc485b95a3378f36b0a160f8c8");

    private TradingGoals() {}

    /** A goal whose topic is the hash of {@code name}. */
    static GoalSpec named(String name, int episodes, int steps, String costBasisPoints) {
        ObjectNode parameters = JsonNodeFactory.instance
                .objectNode()
                .put("episodes", episodes)
                .put("steps_per_episode", steps)
                .put("cost_basis_points", costBasisPoints);
        Hash topic = Sha256.of(name.getBytes(StandardCharsets.US_ASCII));
        return spec(parameters, Map.of("sp500-2000", DATA), limits(1000, 10_000_000), topic);
    }

    static GoalSpec spec(ObjectNode parameters, Map<String, Hash> dataSets, GoalSpec.Limits limits, Hash topic) {
        return new GoalSpec(
                "TEST",
                "test",
                "",
                List.of(Kind.AGENT_PACK),
                new GoalSpec.HarnessSpec("trading-v1", parameters, dataSets),
                limits,
                new GoalSpec.Thresholds(0, 1, 100, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
                Ranking.DEFAULT,
                100,
                new Admission.Open(),
                Optional.empty(),
                Bytes.EMPTY,
                topic);
    }

    static GoalSpec.Limits limits(int episodes, long steps) {
        return new GoalSpec.Limits(episodes, steps, 0, 0, 65536);
    }

    /** The built-in goal. */
    static GoalSpec demo() {
        return GoalSpecCodec.decode("DEMO_TRADING_AGENT.json", demoBytes());
    }

    static AgentPack pack(byte[] parameters) {
        return new AgentPack(
                "1",
                Bytes.copyOf(parameters),
                JsonNodeFactory.instance.objectNode(),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>());
    }

    static AgentPack pack(String parameters) {
        return pack(parameters.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] demoBytes() {
        try (InputStream in = GoalSpec.class.getResourceAsStream("DEMO_TRADING_AGENT.json")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
