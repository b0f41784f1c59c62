package network.ian.benchmarks.gossip;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import network.ian.benchmarks.ScratchNode;
import network.ian.benchmarks.Traffic;
import network.ian.core.config.HostPort;
import network.ian.core.node.Node;
import network.ian.core.node.NodeEnvironment;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.SystemEntropy;
import network.ian.core.runtime.WallClock;
import network.ian.core.telemetry.Telemetry;
import network.ian.p2p.score.ScoreSettings;
import network.ian.p2p.transport.PeerNetwork;
import network.ian.p2p.transport.PeerNetworkConfig;

/**
 * A node of this network with its store and its peers, without the API, in a process of its own. Takes the commands that
 * {@code benchmarks/gossipsub/node.js} takes, and answers as that does.
 */
final class GossipNode implements AutoCloseable {

    private static final int MAX_PEERS = 50;
    private static final int TARGET_OUTBOUND = 8;

    private final Node node;
    private final PeerNetwork network;
    private final Publisher publisher;
    private final Traffic traffic = new Traffic();

    private GossipNode(Path data) throws IOException {
        NodeEnvironment environment = new NodeEnvironment(
                WallClock.system(), MonotonicClock.system(), SystemEntropy.secureRandom(), Telemetry.NONE);
        node = ScratchNode.open(data);
        publisher = new Publisher(node);
        network = PeerNetwork.open(config(data), node, environment, traffic);
    }

    /**
     * Runs it until standard input ends.
     *
     * @param arguments the data directory
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (GossipNode node = new GossipNode(Path.of(arguments[0]));
                BufferedReader commands =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println("address=127.0.0.1:" + node.network.port());
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                List<String> words = Arrays.asList(line.split(" "));
                System.out.println(words.get(0) + "=" + node.answer(words.get(0), words.subList(1, words.size())));
            }
        }
        System.exit(0);
    }

    @Override
    public void close() {
        network.close();
        node.close();
    }

    private Object answer(String command, List<String> arguments) throws IOException, InterruptedException {
        return switch (command) {
            case "dial" -> dial(arguments);
            case "links" -> network.snapshot().connected().size();
            case "load" -> publisher.load(Path.of(arguments.get(0)));
            case "publish" -> publisher.publish(Integer.parseInt(arguments.get(0)));
            case "received" -> publisher.received();
            case "frames" -> traffic.words();
            case "times" -> publisher.write(Path.of(arguments.get(0)));
            default -> throw new IllegalArgumentException("unknown command: " + command);
        };
    }

    private int dial(List<String> addresses) {
        for (String address : addresses) {
            HostPort peer = new HostPort("127.0.0.1", Network.port(address));
            network.ask(protocol -> protocol.pin(peer)).join();
        }
        return addresses.size();
    }

    /** The settings of an operator who sets nothing, but that addresses are not learnt: the benchmark says who dials whom. */
    private static PeerNetworkConfig config(Path data) {
        return new PeerNetworkConfig(
                data,
                "benchmark",
                "ian/benchmark",
                "127.0.0.1",
                0,
                Optional.empty(),
                MAX_PEERS,
                TARGET_OUTBOUND,
                List.of(),
                false,
                ScoreSettings.DEFAULT,
                List.of());
    }
}
