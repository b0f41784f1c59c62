package network.ian.app.endtoend;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.GoalSpecCodec;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.WallClock;
import network.ian.tau.devnode.DevNode;
import network.ian.tau.devnode.DevNodeOptions;

/**
 * The demo goal with rules that name a stand-in's chain, and that every sample meets: the chain is another one each time, with it the
 * goal's topic, and with that the days that agents are tried on, of which some let hardly any pass. The stand-in itself, and the flags of nodes that use it.
 */
public final class TauGoal implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Machine machine;
    private final DevNode stand;
    private final byte[] rules;

    private TauGoal(Machine machine, DevNode stand, byte[] rules) {
        this.machine = machine;
        this.stand = stand;
        this.rules = rules;
    }

    /** Three confirmations; makes empty blocks too. */
    public static TauGoal start(Machine machine, long seed, Duration blockEvery, Duration lag) throws IOException {
        DevNode stand = DevNode.start(
                DevNodeOptions.like(WallClock.system(), MonotonicClock.system(), new java.util.Random(seed))
                        .withBlocks(blockEvery, true));
        ObjectNode rules =
                (ObjectNode) JSON.readTree(GoalCatalog.demoGoal().canonical().toArray());
        ((ObjectNode) rules.path("thresholds")).put("min_reward", "-10").put("max_risk", "10");
        rules.set("anchor", DevNode.anchor(3, Duration.ofMinutes(15), lag));
        return new TauGoal(machine, stand, JSON.writeValueAsBytes(rules));
    }

    public DevNode stand() {
        return stand;
    }

    public GoalSpec spec() {
        return GoalSpecCodec.decode("spec", rules);
    }

    public Samples samples(long seed) {
        return new Samples(spec(), seed);
    }

    /** Flags of a node that knows the goal. */
    public List<String> flags() throws IOException {
        Path goals = Files.createDirectories(machine.path("tau-goals"));
        Files.write(goals.resolve("goal.json"), rules);
        return List.of("--goals-dir", goals.toString());
    }

    /** Flags of one that also reads the chain, as often as a node does that nobody told. */
    public List<String> reading() throws IOException {
        List<String> all = new ArrayList<>(flags());
        all.addAll(List.of("--tau-host", "127.0.0.1", "--tau-port", Integer.toString(stand.port())));
        return all;
    }

    /** Flags of one that reads the chain every second. */
    public List<String> watching() throws IOException {
        List<String> all = new ArrayList<>(reading());
        all.addAll(List.of("--tau-poll-s", "1"));
        return all;
    }

    /** Flags of one that anchors as often as a node does that nobody told. */
    public List<String> anchoring() throws IOException {
        List<String> all = new ArrayList<>(reading());
        all.addAll(List.of("--tau-key-file", keyFile().toString()));
        return all;
    }

    /** Flags of the one that anchors. */
    public List<String> committing(int intervalSeconds, int contributions) throws IOException {
        List<String> all = new ArrayList<>(watching());
        all.addAll(List.of("--tau-key-file", keyFile().toString()));
        all.addAll(List.of("--tau-commit-interval-s", Integer.toString(intervalSeconds)));
        all.addAll(List.of("--tau-commit-contributions", Integer.toString(contributions)));
        return all;
    }

    private Path keyFile() throws IOException {
        Path key = machine.path("tau.key");
        if (!Files.exists(key)) {
            Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(key, HexFormat.of().formatHex(DevNode.COMMITTER_SECRET.scalar()) + "\n");
        }
        return key;
    }

    @Override
    public void close() throws IOException {
        stand.close();
    }
}
