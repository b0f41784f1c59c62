package network.ian.app.lifecycle;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import network.ian.api.ApiServer;
import network.ian.api.access.AdminToken;
import network.ian.api.metrics.CertificateExpiry;
import network.ian.api.metrics.NodeMetrics;
import network.ian.api.tls.ApiCertificate;
import network.ian.api.tls.TlsException;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.TerminalText;
import network.ian.app.logging.ContributionLog;
import network.ian.app.logging.LogEvents;
import network.ian.app.peers.PeerMetrics;
import network.ian.app.peers.PeerTables;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.NodeConfig;
import network.ian.core.identity.IdentityFileException;
import network.ian.core.node.Node;
import network.ian.core.node.NodeEnvironment;
import network.ian.core.node.NodeOpener;
import network.ian.core.repair.RepairSwap;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.SystemEntropy;
import network.ian.core.runtime.WallClock;
import network.ian.core.state.NewerFormatException;
import network.ian.core.token.LiveTokens;
import network.ian.p2p.directory.NetworkDirectory;
import network.ian.p2p.transport.Anchors;
import network.ian.p2p.transport.PeerNetwork;
import network.ian.p2p.transport.PeerNetworkConfig;
import network.ian.tau.TauBridge;
import network.ian.tau.bls.TauKeyFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a node from the inside out: store, anchor, peers, API. What was opened is closed again where a later step fails. */
public final class NodeStart {

    private static final Logger LOG = LoggerFactory.getLogger(NodeStart.class);

    private NodeStart() {}

    /**
     * Opens the data directory and serves it.
     *
     * @param version of the program
     * @throws CommandFailure for what the operator has to mend: a port in use, a locked or unfit data directory
     * @throws IOException if the machine refuses
     */
    public static RunningNode open(NodeConfig config, String version) throws IOException {
        NodeMetrics metrics = new NodeMetrics();
        ContributionLog contributions = new ContributionLog(metrics.contributions());
        metrics.registry().register(LogEvents.series());
        NodeEnvironment environment = new NodeEnvironment(
                WallClock.system(), MonotonicClock.system(), SystemEntropy.secureRandom(), contributions);
        Node node = openNode(config, environment);
        try {
            Observed observed = new Observed(metrics, contributions);
            RunningNode running = anchor(node, config, version, observed, environment);
            contributions.start();
            return running;
        } catch (IOException | RuntimeException e) {
            node.close();
            throw e;
        }
    }

    /** What is counted, and what is said of it in the log. */
    private record Observed(NodeMetrics metrics, ContributionLog contributions) {}

    private static RunningNode anchor(
            Node node, NodeConfig config, String version, Observed observed, NodeEnvironment environment)
            throws IOException {
        RunningNode.Anchored anchored = openBridge(node, config, environment);
        try {
            RunningNode running = connect(node, anchored, config, version, observed, environment);
            anchored.bridge().ifPresent(TauBridge::start);
            return running;
        } catch (IOException | RuntimeException e) {
            anchored.bridge().ifPresent(TauBridge::close);
            throw e;
        }
    }

    private static RunningNode.Anchored openBridge(Node node, NodeConfig config, NodeEnvironment environment) {
        try {
            TauBridge bridge = TauBridge.open(node, config, environment);
            return new RunningNode.Anchored(Optional.of(bridge), bridge.view());
        } catch (TauKeyFileException e) {
            throw new CommandFailure(ExitCode.USAGE, List.of("tau.key: " + e.getMessage()), e);
        } catch (IOException | RuntimeException | LinkageError e) {
            // The latter: the library for signatures is native, and unpacks itself where temporary files are.
            LOG.error("The anchor cannot be opened; the node goes on without it", e);
            String problem =
                    "the anchor could not be opened: " + TerminalText.escape(String.valueOf(e.getMessage()), 300);
            return new RunningNode.Anchored(Optional.empty(), new UnopenedAnchor(node, config.tau(), problem));
        }
    }

    private static RunningNode connect(
            Node node,
            RunningNode.Anchored anchored,
            NodeConfig config,
            String version,
            Observed observed,
            NodeEnvironment environment)
            throws IOException {
        PeerMetrics telemetry = new PeerMetrics(
                observed.metrics().registry(), observed.metrics().rateLimited());
        PeerNetwork network = listenForPeers(node, anchored, config, version, environment, telemetry);
        try {
            boolean expectsPeers = !config.p2p().seedNodes().isEmpty();
            NetworkDirectory directory = new NetworkDirectory(network, expectsPeers, environment.ticker());
            observed.metrics().registry().register(new PeerTables(directory));
            network.certificate()
                    .onChange(
                            shown -> observed.metrics().certificates().set(CertificateExpiry.PEERS, shown.notAfter()));
            return serve(
                    node, anchored, new RunningNode.Peers(network, directory), config, version, observed, environment);
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    private static RunningNode serve(
            Node node,
            RunningNode.Anchored anchored,
            RunningNode.Peers peers,
            NodeConfig config,
            String version,
            Observed observed,
            NodeEnvironment environment) {
        Path data = config.node().dataDir();
        ApiServer api = new ApiServer(new ApiServer.Parts(
                node,
                config,
                observed.metrics(),
                peers.directory(),
                anchored.view(),
                AdminToken.create(data, environment.entropy()),
                tokens(data),
                certificate(config, observed.metrics(), environment),
                environment.clock(),
                environment.ticker(),
                version));
        try {
            int port = listen(api);
            URI address = ListenAddress.toAsk(
                    config.api().tls().isPresent(), config.api().host(), port);
            ApiAddressFile file = new ApiAddressFile(data);
            publish(file, address);
            RunningNode.Served served = new RunningNode.Served(api, file, port, address);
            return new RunningNode(node, anchored, peers, served, observed.contributions());
        } catch (RuntimeException e) {
            api.close();
            throw e;
        }
    }

    private static LiveTokens tokens(Path data) {
        try {
            return LiveTokens.open(data);
        } catch (NewerFormatException e) {
            throw new CommandFailure(ExitCode.USAGE, List.of(e.getMessage()), e);
        }
    }

    private static Optional<ApiCertificate> certificate(
            NodeConfig config, NodeMetrics metrics, NodeEnvironment environment) {
        Path data = config.node().dataDir();
        if (config.api().tls().isEmpty()) {
            ApiCertificate.unpublish(data);
            return Optional.empty();
        }
        try {
            return Optional.of(ApiCertificate.open(
                    config.api().tls().get(),
                    data,
                    environment.clock(),
                    notAfter -> metrics.certificates().set(CertificateExpiry.API, notAfter)));
        } catch (TlsException e) {
            throw new CommandFailure(ExitCode.USAGE, List.of("the API cannot serve TLS: " + e.getMessage()), e);
        }
    }

    private static PeerNetwork listenForPeers(
            Node node,
            RunningNode.Anchored anchored,
            NodeConfig config,
            String version,
            NodeEnvironment environment,
            PeerMetrics telemetry)
            throws IOException {
        try {
            PeerNetworkConfig settings = PeerNetworkConfig.of(config, "ian/" + version, List.of());
            Anchors anchors = Anchors.of(anchored.exchange(), node.finalities());
            return PeerNetwork.open(settings, node, environment, telemetry, anchors);
        } catch (MalformedException | BindException e) {
            throw new CommandFailure(ExitCode.USAGE, List.of("peers: " + e.getMessage()), e);
        }
    }

    private static Node openNode(NodeConfig config, NodeEnvironment environment) throws IOException {
        try {
            DataFormats.require(config.node().dataDir());
            Node node = NodeOpener.open(config, environment);
            RepairSwap.sayUnfinished(config.node().dataDir());
            return node;
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
