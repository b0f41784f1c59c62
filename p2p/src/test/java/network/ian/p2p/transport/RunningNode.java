package network.ian.p2p.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import network.ian.core.config.ConfigException;
import network.ian.core.config.ConfigLoader;
import network.ian.core.config.ConfigSources;
import network.ian.core.config.HostPort;
import network.ian.core.node.Node;
import network.ian.core.node.NodeEnvironment;
import network.ian.core.node.NodeOpener;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.SystemEntropy;
import network.ian.core.runtime.WallClock;
import network.ian.core.telemetry.Telemetry;
import network.ian.core.view.PeerSummary;
import network.ian.p2p.port.PeerTelemetry;
import network.ian.p2p.score.ScoreSettings;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.MessageType;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A real node with a real network on loopback, and what its telemetry counted. */
final class RunningNode implements AutoCloseable {

    final Node node;
    final PeerNetwork network;
    final Counts counts = new Counts();

    /** What a node's network reported. */
    static final class Counts implements PeerTelemetry {

        final AtomicInteger connected = new AtomicInteger();
        final AtomicLong receivedBytes = new AtomicLong();
        /** Stands for a fault of this node's own in a handler. */
        final AtomicReference<MessageType> failsOn = new AtomicReference<>();

        final Map<GoodbyeReason, Integer> disconnected = new ConcurrentHashMap<>(new EnumMap<>(GoodbyeReason.class));
        final Map<String, Integer> invalid = new ConcurrentHashMap<>();

        @Override
        public void received(MessageType type, int bytes) {
            receivedBytes.addAndGet(bytes);
            if (type == failsOn.get()) {
                throw new IllegalStateException("a handler that fails");
            }
        }

        @Override
        public void connected() {
            connected.incrementAndGet();
        }

        @Override
        public void disconnected(GoodbyeReason reason) {
            disconnected.merge(reason, 1, Integer::sum);
        }

        @Override
        public void invalid(String reason) {
            invalid.merge(reason, 1, Integer::sum);
        }
    }

    RunningNode(Path directory) throws IOException {
        this(directory, Anchors.NONE);
    }

    RunningNode(Path directory, Anchors anchors) throws IOException {
        this(directory, "ian-test", "127.0.0.1", ShellLimits.defaults(), anchors);
    }

    RunningNode(Path directory, String networkId, String listenHost, ShellLimits limits) throws IOException {
        this(directory, networkId, listenHost, limits, Anchors.NONE);
    }

    /** One whose wall clock is not the machine's. */
    RunningNode(Path directory, Clock wall) throws IOException {
        this(directory, "ian-test", "127.0.0.1", ShellLimits.defaults(), Anchors.NONE, wall);
    }

    private RunningNode(Path directory, String networkId, String listenHost, ShellLimits limits, Anchors anchors)
            throws IOException {
        this(directory, networkId, listenHost, limits, anchors, WallClock.system());
    }

    private RunningNode(
            Path directory, String networkId, String listenHost, ShellLimits limits, Anchors anchors, Clock wall)
            throws IOException {
        SecureRandom entropy = SystemEntropy.secureRandom();
        NodeEnvironment environment = new NodeEnvironment(wall, MonotonicClock.system(), entropy, Telemetry.NONE);
        Files.createDirectories(directory);
        try {
            node = NodeOpener.open(
                    ConfigLoader.load(new ConfigSources(
                                    Optional.empty(),
                                    Map.of(),
                                    Map.of(
                                            "IAN_DATA_DIR",
                                            directory.toString(),
                                            "IAN_STORAGE_MIN_FREE_DISK_BYTES",
                                            "0"),
                                    directory))
                            .config(),
                    environment);
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e.problems().toString(), e);
        }
        PeerNetworkConfig config = new PeerNetworkConfig(
                directory,
                networkId,
                "test",
                listenHost,
                0,
                Optional.empty(),
                50,
                8,
                List.of(),
                true,
                ScoreSettings.DEFAULT,
                List.of());
        network = PeerNetwork.open(config, new PeerNetwork.Owner(node, environment, counts, anchors), limits);
    }

    HostPort address() {
        return new HostPort("127.0.0.1", network.port());
    }

    List<String> peers() {
        return network.snapshot().connected().stream().map(PeerSummary::nodeId).toList();
    }

    /** Open links, those in their last moment included. */
    int links() {
        return network.ask(protocol -> network.links().open()).join();
    }

    /** Connects, and waits until both see each other. */
    void meet(RunningNode other) {
        network.dial(other.address(), words -> counts.invalid("dial: " + words));
        soon().untilAsserted(() -> {
            assertThat(peers()).contains(other.node.identity().nodeId());
            assertThat(other.peers()).contains(node.identity().nodeId());
        });
    }

    static ConditionFactory soon() {
        return Awaitility.await().pollInterval(Duration.ofMillis(5)).atMost(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        network.close();
        node.close();
    }
}
