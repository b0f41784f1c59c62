package network.ian.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import network.ian.app.client.ApiClient;
import network.ian.app.lifecycle.NodeStart;
import network.ian.app.lifecycle.RunningNode;
import network.ian.app.lifecycle.StopSignal;
import network.ian.core.config.ApiSettings;
import network.ian.core.config.ConfigException;
import network.ian.core.config.ConfigLoader;
import network.ian.core.config.ConfigSources;
import network.ian.core.config.NodeConfig;
import network.ian.core.config.PeerSettings;
import network.ian.core.config.Settings;
import network.ian.core.config.StorageSettings;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.view.Finality;

/** The nodes of a demo: full ones with real sockets on this machine, of which the first is the seed of the others. */
final class DemoNetwork implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration ANCHOR_PATIENCE = Duration.ofSeconds(90);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);
    /** A small disk is no reason not to show a demo. */
    private static final String MIN_FREE_DISK = "16777216";

    private final List<Path> directories;
    private final Optional<DemoAnchor> anchor;
    private final List<RunningNode> nodes = new ArrayList<>();
    private final StopSignal stop;
    private final MonotonicClock clock;

    private DemoNetwork(DemoPlan plan, Optional<DemoAnchor> anchor, StopSignal stop, MonotonicClock clock) {
        this.directories = plan.directories();
        this.anchor = anchor;
        this.stop = stop;
        this.clock = clock;
    }

    /**
     * Starts the nodes and waits until each has a peer. With an anchor the first node commits, the second reads the chain, and
     * the others learn of it from their peers.
     */
    static DemoNetwork open(DemoPlan plan, String version, StopSignal stop, MonotonicClock clock)
            throws IOException, ConfigException {
        Optional<DemoAnchor> anchor =
                plan.anchored() ? Optional.of(DemoAnchor.start(plan.chainFile())) : Optional.empty();
        DemoNetwork network = new DemoNetwork(plan, anchor, stop, clock);
        try {
            for (Path directory : network.directories) {
                if (plan.anchored()) {
                    DemoAnchor.install(directory);
                }
                if (plan.wasmAgents() > 0) {
                    DemoGoals.installWasm(directory);
                }
                network.nodes.add(NodeStart.open(network.config(directory), version));
            }
            network.await(() -> network.nodes.size() == 1 || network.allConnected(), PATIENCE);
            return network;
        } catch (IOException | ConfigException | RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /** Where the first node shows its dashboard. */
    URI dashboard() {
        return nodes.get(0).address();
    }

    /** Clients of the nodes, in order. */
    List<ApiClient> clients() {
        return nodes.stream()
                .map(node -> new ApiClient(node.address(), Optional.empty()))
                .toList();
    }

    /** Waits until all nodes have the same logs and leaderboards; whether they have within 30 s. */
    boolean awaitAgreement(String goalId) {
        return await(() -> roots(goalId).size() == 1, PATIENCE);
    }

    /** The node that anchors. */
    RunningNode committer() {
        return nodes.get(0);
    }

    /** Where the chain is, if there is one. */
    Optional<DemoAnchor> anchor() {
        return anchor;
    }

    /** How final the goal is on each node, by the name of its directory. */
    Map<String, Finality> finalities(String goalId) {
        Map<String, Finality> all = new LinkedHashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            all.put(
                    directories.get(i).getFileName().toString(),
                    nodes.get(i).anchors().finality(goalId));
        }
        return all;
    }

    /** Waits until a condition about anchors holds; whether it does within 90 s. */
    boolean awaitAnchors(BooleanSupplier condition) {
        return await(condition, ANCHOR_PATIENCE);
    }

    private boolean await(BooleanSupplier condition, Duration patience) {
        long began = clock.nanos();
        while (!condition.getAsBoolean()) {
            if (clock.nanos() - began > patience.toNanos() || stop.await(BETWEEN_LOOKS)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        nodes.forEach(RunningNode::close);
        anchor.ifPresent(DemoNetwork::end);
    }

    private static void end(DemoAnchor anchor) {
        try {
            anchor.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean allConnected() {
        return nodes.stream().noneMatch(node -> node.peers().connected().isEmpty());
    }

    private Set<String> roots(String goalId) {
        return nodes.stream()
                .map(node -> node.node().goal(goalId).orElseThrow().view().orElseThrow())
                .map(view -> view.log().root().hex() + view.leaderboard().root().hex())
                .collect(Collectors.toSet());
    }

    private Map<String, String> tauOf(int node) {
        return switch (node) {
            case 0 -> anchor.map(DemoAnchor::committing).orElse(Map.of());
            case 1 -> anchor.map(DemoAnchor::watching).orElse(Map.of());
            default -> Map.of();
        };
    }

    private NodeConfig config(Path directory) throws ConfigException {
        Map<String, String> flags = new HashMap<>(Map.of(
                Settings.DATA_DIR.flag(),
                directory.toString(),
                ApiSettings.HOST.flag(),
                "127.0.0.1",
                ApiSettings.PORT.flag(),
                "0",
                PeerSettings.LISTEN_HOST.flag(),
                "127.0.0.1",
                PeerSettings.PORT.flag(),
                "0",
                PeerSettings.WS_PORT.flag(),
                "0",
                PeerSettings.SMALL_NETWORK.flag(),
                "true",
                StorageSettings.MIN_FREE_DISK_BYTES.flag(),
                MIN_FREE_DISK));
        if (!nodes.isEmpty()) {
            flags.put(
                    PeerSettings.SEED_NODES.flag(),
                    "tcp://127.0.0.1:" + nodes.get(0).peerPort());
        }
        return ConfigLoader.load(new ConfigSources(Optional.empty(), flags, tauOf(nodes.size()), directory))
                .config();
    }
}
