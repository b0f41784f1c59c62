package network.ian.app.lifecycle;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import network.ian.api.ApiServer;
import network.ian.api.access.AdminToken;
import network.ian.api.metrics.NodeMetrics;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.ExitCode;
import network.ian.app.peers.PeerMetrics;
import network.ian.app.peers.PeerTables;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.NodeConfig;
import network.ian.core.identity.IdentityFileException;
import network.ian.core.node.Node;
import network.ian.core.node.NodeEnvironment;
import network.ian.core.node.NodeOpener;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.SystemEntropy;
import network.ian.core.runtime.WallClock;
import network.ian.core.state.NewerFormatException;
import network.ian.core.view.AnchorView;
import network.ian.core.view.PeerDirectory;
import network.ian.p2p.directory.NetworkDirectory;
import network.ian.p2p.transport.PeerNetwork;
import network.ian.p2p.transport.PeerNetworkConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A whole node: the store and its goals, the API in front of them, and the file that says where that listens. */
public final class RunningNode implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningNode.class);

    private final Node node;
    private final PeerNetwork network;
    private final NetworkDirectory peers;
    private final ApiServer api;
    private final ApiAddressFile addressFile;
    private final int port;
    private final URI address;

    private RunningNode(Node node, Peers peers, ApiServer api, ApiAddressFile addressFile, int port, URI address) {
        this.node = node;
        this.network = peers.network();
        this.peers = peers.directory();
        this.api = api;
        this.addressFile = addressFile;
        this.port = port;
        this.address = address;
    }

    /**
     * Opens the data directory and serves it.
     *
     * @param version of the program
     * @throws CommandFailure for what the operator has to mend: a port in use, a locked or unfit data directory
     * @throws IOException if the machine refuses
     */
    public static RunningNode open(NodeConfig config, String version) throws IOException {
        NodeMetrics metrics = new NodeMetrics();
        NodeEnvironment environment = new NodeEnvironment(
                WallClock.system(), MonotonicClock.system(), SystemEntropy.secureRandom(), metrics.contributions());
        Node node = openNode(config, environment);
        try {
            return connect(node, config, version, metrics, environment);
        } catch (IOException | RuntimeException e) {
            node.close();
            throw e;
        }
    }

    /** The node's network and how the API sees it. */
    private record Peers(PeerNetwork network, NetworkDirectory directory) {}

    private static RunningNode connect(
            Node node, NodeConfig config, String version, NodeMetrics metrics, NodeEnvironment environment)
            throws IOException {
        PeerMetrics telemetry = new PeerMetrics(metrics.registry(), metrics.rateLimited());
        PeerNetwork network = listenForPeers(node, config, version, environment, telemetry);
        try {
            boolean expectsPeers = !config.p2p().seedNodes().isEmpty();
            NetworkDirectory directory = new NetworkDirectory(network, expectsPeers, environment.ticker());
            metrics.registry().register(new PeerTables(directory));
            return serve(node, new Peers(network, directory), config, version, metrics, environment);
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    private static RunningNode serve(
            Node node,
            Peers peers,
            NodeConfig config,
            String version,
            NodeMetrics metrics,
            NodeEnvironment environment) {
        Path data = config.node().dataDir();
        ApiServer api = new ApiServer(new ApiServer.Parts(
                node,
                config,
                metrics,
                peers.directory(),
                AnchorView.NONE,
                AdminToken.create(data, environment.entropy()),
                environment.clock(),
                environment.ticker(),
                version));
        try {
            int port = listen(api);
            URI address = ListenAddress.toAsk(config.api().host(), port);
            ApiAddressFile file = new ApiAddressFile(data);
            publish(file, address);
            return new RunningNode(node, peers, api, file, port, address);
        } catch (RuntimeException e) {
            api.close();
            throw e;
        }
    }

    public Node node() {
        return node;
    }

    /** What the node knows of its peers. */
    public PeerDirectory peers() {
        return peers;
    }

    /** The port that peers connect to. */
    public int peerPort() {
        return network.port();
    }

    /** Where the API is reached on this machine. */
    public URI address() {
        return address;
    }

    /** Port of the API. */
    public int port() {
        return port;
    }

    /** Takes nothing new, finishes what was taken, saves the state. */
    @Override
    public void close() {
        try {
            addressFile.remove();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("{} could not be removed", addressFile.path());
        }
        // Whatever becomes of the API, the state is saved.
        try {
            api.close();
        } finally {
            closeInside();
        }
    }

    private void closeInside() {
        try {
            network.close();
        } finally {
            node.close();
        }
    }

    private static PeerNetwork listenForPeers(
            Node node, NodeConfig config, String version, NodeEnvironment environment, PeerMetrics telemetry)
            throws IOException {
        try {
            PeerNetworkConfig settings = PeerNetworkConfig.of(config, "ian/" + version, List.of());
            return PeerNetwork.open(settings, node, environment, telemetry);
        } catch (MalformedException | BindException e) {
            throw new CommandFailure(ExitCode.USAGE, List.of("peers: " + e.getMessage()), e);
        }
    }

    private static Node openNode(NodeConfig config, NodeEnvironment environment) throws IOException {
        try {
            return NodeOpener.open(config, environment);
        } catch (MalformedException | IdentityFileException | NewerFormatException e) {
            throw new CommandFailure(ExitCode.USAGE, List.of(e.getMessage()), e);
        }
    }

    /** Without the file, commands must be told the address; that is no reason not to serve. */
    private static void publish(ApiAddressFile file, URI address) {
        try {
            file.write(address);
        } catch (IOException e) {
            LOG.warn("{} cannot be written ({}): commands need --node {}", file.path(), e.getMessage(), address);
        }
    }

    private static int listen(ApiServer api) {
        try {
            return api.start();
        } catch (IllegalStateException e) {
            throw new CommandFailure(ExitCode.USAGE, List.of("the API " + e.getMessage() + why(e)), e);
        }
    }

    private static String why(Throwable thrown) {
        Throwable root = thrown;
        for (int depth = 0; root.getCause() != null && depth < 10; depth++) {
            root = root.getCause();
        }
        return root == thrown || root.getMessage() == null ? "" : ": " + root.getMessage();
    }
}
