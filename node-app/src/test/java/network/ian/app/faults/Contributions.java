package network.ian.app.faults;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import network.ian.app.endtoend.Samples;
import network.ian.core.goal.GoalSpec;
import network.ian.wasm.trading.WasmDemoGoal;

/** Requests to any goal of one network, all different: signed, unsigned, small, large, WebAssembly. Thread-safe. */
final class Contributions {

    private static final String GOOD =
            "{\"policy\":\"linear\",\"weights\":{\"range_position\":-0.5},\"bias\":0.5,\"min_position\":0}";
    private static final int LARGE = 16_000;
    private static final byte[] CUSTOM_SECTION = {0, 2 + Long.BYTES, 1, 'n'};

    private final long seed;
    private final byte[] agent;
    private final Map<String, Samples> samples = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong();

    /** @param root of the repository, which has example agents */
    Contributions(long seed, Path root) throws IOException {
        this.seed = seed;
        this.agent = Files.readAllBytes(root.resolve("examples/agents/moving-average/agent.wasm"));
    }

    /** Somebody's next one. */
    byte[] to(GoalSpec goal, Random random) {
        if (goal.goalId().equals(WasmDemoGoal.ID)) {
            return unsigned(goal, module(), "");
        }
        if (random.nextInt(12) == 0) {
            return unsigned(goal, GOOD.getBytes(StandardCharsets.UTF_8), "x".repeat(random.nextInt(LARGE)));
        }
        return samplesOf(goal).next();
    }

    /** Signed ones of the last seconds, one a line, as an import takes them. */
    String history(GoalSpec goal, int count) {
        StringBuilder lines = new StringBuilder();
        samplesOf(goal)
                .history(count)
                .forEach(line ->
                        lines.append(new String(line, StandardCharsets.UTF_8)).append('\n'));
        return lines.toString();
    }

    private Samples samplesOf(GoalSpec goal) {
        return samples.computeIfAbsent(goal.goalId(), id -> new Samples(goal, seed ^ id.hashCode()));
    }

    private byte[] module() {
        return ByteBuffer.allocate(agent.length + CUSTOM_SECTION.length + Long.BYTES)
                .put(agent)
                .put(CUSTOM_SECTION)
                .putLong(next.getAndIncrement())
                .array();
    }

    private byte[] unsigned(GoalSpec goal, byte[] parameters, String comment) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("goal_id", goal.goalId()).put("contributor_id", "somebody").put("seed", 0);
        request.putObject("proofs");
        ObjectNode pack = request.putObject("agent_pack").put("version", "1");
        pack.put("parameters", Base64.getEncoder().encodeToString(parameters));
        pack.putObject("metadata").put("number", next.getAndIncrement()).put("comment", comment);
        return request.toString().getBytes(StandardCharsets.UTF_8);
    }
}
