package network.ian.app.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.GoalSpecCodec;
import network.ian.wasm.trading.WasmDemoGoal;

/**
 * The goals of one network.
 *
 * @param first what its nodes start with
 * @param late what operators add while they run
 */
record Goals(GoalSpec first, List<GoalSpec> late) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int COPIES = 2;

    /** @param anchor how the first one is anchored, if it is */
    static Goals of(Optional<ObjectNode> anchor) throws IOException {
        byte[] demo = GoalCatalog.demoGoal().canonical().toArray();
        List<GoalSpec> late = new ArrayList<>(List.of(WasmDemoGoal.spec()));
        for (int copy = 0; copy < COPIES; copy++) {
            late.add(decode(new String(demo, StandardCharsets.UTF_8)
                    .replace(GoalCatalog.DEMO_GOAL, "LATE_" + copy)
                    .getBytes(StandardCharsets.UTF_8)));
        }
        ObjectNode rules = (ObjectNode) JSON.readTree(demo);
        anchor.ifPresent(how -> rules.set("anchor", how));
        return new Goals(decode(JSON.writeValueAsBytes(rules)), List.copyOf(late));
    }

    /** Flags of a node that brings the first goal. */
    List<String> flags(Path directory) throws IOException {
        Path goals = Files.createDirectories(directory.resolve("first-goal"));
        Files.write(goals.resolve("goal.json"), first.canonical().toArray());
        return List.of("--goals-dir", goals.toString());
    }

    private static GoalSpec decode(byte[] spec) {
        return GoalSpecCodec.decode("spec", spec);
    }
}
