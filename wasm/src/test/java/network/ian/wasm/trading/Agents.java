package network.ian.wasm.trading;

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
import java.util.function.UnaryOperator;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.Kind;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.goal.Admission;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.Ranking;

/** Goals and packs for tests of this harness; {@code src/test/agents/build} makes the modules. */
final class Agents {

    static final int EPISODES = 6;
    static final int STEPS = 40;
    static final int WARM_UP = 25;
    static final Hash DATA = Hash.fromHex("data", "9409e9342d0657c747324e4cfabce8a8c7f663bc485b95a3378f36b0a160f8c8");
    static final GoalSpec.Limits LIMITS = new GoalSpec.Limits(10, 1000, 100_000_000, 16, 65536);

    private Agents() {}

    /** The module of {@code src/test/agents/<name>.wat}. */
    static Bytes module(String name) {
        try (InputStream in = Agents.class.getResourceAsStream(name + ".wasm")) {
            return Bytes.wrap(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static AgentPack pack(Bytes parameters) {
        return new AgentPack(
                "1",
                parameters,
                JsonNodeFactory.instance.objectNode(),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>());
    }

    static GoalSpec goal() {
        return goal(parameters -> parameters, LIMITS);
    }

    static GoalSpec goal(UnaryOperator<ObjectNode> changed, GoalSpec.Limits limits) {
        ObjectNode parameters = JsonNodeFactory.instance
                .objectNode()
                .put("episodes", EPISODES)
                .put("steps_per_episode", STEPS)
                .put("warm_up_days", WARM_UP)
                .put("cost_basis_points", "2");
        return goal("wasm-trading-v1", changed.apply(parameters), limits);
    }

    static GoalSpec goal(String harness, ObjectNode parameters, GoalSpec.Limits limits) {
        return new GoalSpec(
                "TEST",
                "test",
                "",
                List.of(Kind.AGENT_PACK),
                new GoalSpec.HarnessSpec(harness, parameters, Map.of("sp500-2000", DATA)),
                limits,
                new GoalSpec.Thresholds(0, 1, 100, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
                Ranking.DEFAULT,
                100,
                new Admission.Open(),
                Optional.empty(),
                Bytes.EMPTY,
                Sha256.of("wasm harness".getBytes(StandardCharsets.US_ASCII)));
    }
}
