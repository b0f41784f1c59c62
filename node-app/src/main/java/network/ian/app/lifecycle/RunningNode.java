package network.ian.app.lifecycle;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import network.ian.api.ApiServer;
import network.ian.api.access.AdminToken;
import network.ian.api.metrics.NodeMetrics;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.ExitCode;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.NodeConfig;
import network.ian.core.identity.IdentityFileException;
import network.ian.core.node.Node;
import network.ian.core.node.NodeEnvironment;
import network.ian.core.node.NodeOpener;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.SystemEntropy;
import network.ian.core.runtime.WallClock;
import network.ian.core.view.AnchorView;
import network.ian.core.view.PeerDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A whole node: the store and its goals, the API in front of them, and the file that says where that listens. */
public final class RunningNode implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningNode.class);

    private final Node node;
    private final ApiServer api;
    private final ApiAddressFile addressFile;
    private final int port;
    private final URI address;

    private RunningNode(Node node, ApiServer api, ApiAddressFile addressFile, int port, URI address) {
        this.node = node;
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
            return serve(node, config, version, metrics, environment);
        } catch (RuntimeException e) {
            node.close();
            throw e;
        }
    }

    private static RunningNode serve(
            Node node, NodeConfig config, String version, NodeMetrics metrics, NodeEnvironment environment) {
        Path data = config.node().dataDir();
        ApiServer api = new ApiServer(new ApiServer.Parts(
                node,
                config,
                metrics,
                PeerDirectory.NONE,
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
            return new RunningNode(node, api, file, port, address);
        } catch (RuntimeException e) {
            api.close();
            throw e;
        }
    }

    public Node node() {
        return node;
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
            node.close();
        }
    }

    private static Node openNode(NodeConfig config, NodeEnvironment environment) throws IOException {
        try {
            return NodeOpener.open(config, environment);
        } catch (MalformedException | IdentityFileException e) {
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
