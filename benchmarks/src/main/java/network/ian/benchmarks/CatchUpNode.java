package network.ian.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Hash;
import network.ian.core.log.LogView;
import network.ian.core.node.Node;
import network.ian.core.node.NodeEnvironment;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.SystemEntropy;
import network.ian.core.runtime.WallClock;
import network.ian.core.telemetry.Telemetry;
import network.ian.p2p.score.ScoreSettings;
import network.ian.p2p.transport.PeerNetwork;
import network.ian.p2p.transport.PeerNetworkConfig;

/** A node with its network on loopback. */
final class CatchUpNode implements AutoCloseable {

    private static final int POLL_MILLIS = 2;
    private static final int MAX_PEERS = 50;

    private final Node node;
    private final PeerNetwork network;
    private final Traffic traffic = new Traffic();

    private CatchUpNode(Path data, Optional<HostPort> seed, Telemetry telemetry) throws IOException {
        NodeEnvironment environment = new NodeEnvironment(
                WallClock.system(), MonotonicClock.system(), SystemEntropy.secureRandom(), telemetry);
        node = ScratchNode.open(data, telemetry);
        network = PeerNetwork.open(
                new PeerNetworkConfig(
                        data,
                        "benchmark",
                        "ian/benchmark",
                        "127.0.0.1",
                        0,
                        Optional.empty(),
                        MAX_PEERS,
                        8,
                        seed.stream().toList(),
                        true,
                        ScoreSettings.DEFAULT,
                        List.of()),
                node,
                environment,
                traffic);
    }

    /** Whoever opens it with a seed begins to catch up at once. */
    static CatchUpNode open(Path data, Optional<HostPort> seed, Telemetry telemetry) throws IOException {
        return new CatchUpNode(data, seed, telemetry);
    }

    /**
     * In a process of its own, until standard input ends: says its port, what it holds at the start, and, with {@code --until}
     * entries, what it took.
     */
    static void run(Options options) throws Exception {
        Optional<HostPort> seed = Optional.of(options.integer("seed-port", 0))
                .filter(port -> port > 0)
                .map(CatchUpNode::loopback);
        try (CatchUpNode node = open(options.path("data-dir", Path.of("data")), seed, Telemetry.NONE)) {
            System.out.println("start_entries=" + node.entries());
            System.out.println("root=" + node.root());
            System.out.println("port=" + node.network.port());
            int until = options.integer("until", 0);
            if (until > 0) {
                HeapPeak heap = HeapPeak.fromNow();
                node.awaitEntries(until);
                System.out.println("fetched=" + node.traffic.entriesReceived());
                System.out.println("received_bytes=" + node.traffic.bytesReceived());
                System.out.println("heap_peak=" + heap.words());
                System.out.println("end_root=" + node.root());
            }
            while (System.in.read() >= 0) {
                // Whoever started this process ends it by closing its standard input.
            }
        }
    }

    static HostPort loopback(int port) {
        return new HostPort("127.0.0.1", port);
    }

    /** Returns once the log holds as many; meanwhile others may end this process. */
    void awaitEntries(int entries) throws InterruptedException {
        while (entries() < entries) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    int entries() {
        return log().size();
    }

    Hash root() {
        LogView log = log();
        return log.rootAt(log.size());
    }

    Traffic traffic() {
        return traffic;
    }

    @Override
    public void close() {
        network.close();
        node.close();
    }

    private LogView log() {
        return ScratchNode.goal(node).view().orElseThrow().log();
    }
}
