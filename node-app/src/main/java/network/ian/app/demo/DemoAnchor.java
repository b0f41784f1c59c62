package network.ian.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import network.ian.core.config.HostPort;
import network.ian.core.config.TauSettings;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.SystemEntropy;
import network.ian.core.runtime.WallClock;
import network.ian.tau.devnode.DevNode;
import network.ian.tau.devnode.DevNodeOptions;

/**
 * What the demo anchors its goal on: a stand-in for a Tau node with a block every two seconds, and the rules of the demo's goal
 * with that chain in them.
 */
final class DemoAnchor implements AutoCloseable {

    /** How old an entry must be before it is anchored. */
    static final Duration LAG = Duration.ofSeconds(5);

    private static final Duration BLOCK = Duration.ofSeconds(2);
    private static final Duration SETTLE = Duration.ofMinutes(15);
    private static final int CONFIRMATIONS = 3;
    private static final String COMMIT_SECONDS = "10";
    private static final String POLL_SECONDS = "1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DevNode stand;

    private DemoAnchor(DevNode stand) {
        this.stand = stand;
    }

    /** @param chainFile where the chain is kept, for a demo that goes on in the same directories */
    static DemoAnchor start(Path chainFile) throws IOException {
        Files.createDirectories(chainFile.toAbsolutePath().getParent());
        return new DemoAnchor(DevNode.start(
                DevNodeOptions.like(WallClock.system(), MonotonicClock.system(), SystemEntropy.secureRandom())
                        .withBlocks(BLOCK, true)
                        .keeping(chainFile)));
    }

    /** Where it listens. */
    HostPort address() {
        return new HostPort("127.0.0.1", stand.port());
    }

    /** Has a node find the goal's rules in its data directory. */
    static void install(Path dataDirectory) throws IOException {
        DemoGoals.installPolicies(dataDirectory, JSON.writeValueAsBytes(rules()));
    }

    /** Settings of a node that reads the chain. */
    Map<String, String> watching() {
        return Map.of(
                TauSettings.HOST.environment(),
                address().host(),
                TauSettings.PORT.environment(),
                Integer.toString(address().port()),
                TauSettings.POLL.environment(),
                POLL_SECONDS);
    }

    /** Settings of the node that anchors. */
    Map<String, String> committing() {
        Map<String, String> settings = new HashMap<>(watching());
        settings.put(TauSettings.KEY.environment(), HexFormat.of().formatHex(DevNode.COMMITTER_SECRET.scalar()));
        settings.put(TauSettings.COMMIT_INTERVAL.environment(), COMMIT_SECONDS);
        return settings;
    }

    @Override
    public void close() throws IOException {
        stand.close();
    }

    private static JsonNode rules() throws IOException {
        ObjectNode rules =
                (ObjectNode) JSON.readTree(GoalCatalog.demoGoal().canonical().toArray());
        rules.set("anchor", DevNode.anchor(CONFIRMATIONS, SETTLE, LAG));
        return rules;
    }
}
