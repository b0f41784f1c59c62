package network.ian.core.goal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import network.ian.core.codec.MalformedException;
import network.ian.core.fuzz.FuzzContract;
import network.ian.core.fuzz.FuzzTarget;
import network.ian.core.fuzz.FuzzTarget.Allocation;

/** Specifications of goals, as operators drop them into a directory and clients with an admin token post them. */
class GoalSpecFuzzTest extends FuzzContract {

    @Override
    protected List<FuzzTarget> targets() {
        byte[] demo = GoalCatalog.demoGoal().canonical().toArray();
        String text = new String(demo, StandardCharsets.UTF_8);
        List<String> words = new ArrayList<>(FuzzTarget.JSON);
        words.addAll(
                List.of("\"pow\"", "\"bits\":99", "\"authority\"", "\"anchor\"", "\"-0.0\"", "\"1e9\"", "\"limits\""));
        String pow = text.replace("{\"mode\":\"open\"}", "{\"bits\":20,\"mode\":\"pow\"}");
        return List.of(new FuzzTarget(
                "goal specification",
                List.of(demo, pow.getBytes(StandardCharsets.UTF_8)),
                words,
                List.of(MalformedException.class),
                new Allocation(200, 256 << 10),
                1_000_000,
                input -> GoalSpecCodec.decode("goal.json", input)));
    }
}
