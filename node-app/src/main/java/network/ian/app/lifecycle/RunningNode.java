package network.ian.app.lifecycle;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.List;
import network.ian.api.ApiServer;
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
import network.ian.core.telemetry.Telemetry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A whole node: the store and its goals, the API in front of them, and the file that says where that listens. */
public final class RunningNode implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningNode.class);

    private final Node node;
    private final ApiServer api;
    private final ApiAddressFile addressFile;
    private final URI address;

    private RunningNode(Node node, ApiServer api, ApiAddressFile addressFile, URI address) {
        this.node = node;
        this.api = api;
        this.addressFile = addressFile;
        this.address = address;
    }

    /**
     * Opens the data directory and serves it.
     *
     * @throws CommandFailure for what the operator has to mend: a port in use, a locked or unfit data directory
     * @throws IOException if the machine refuses
     */
    public static RunningNode open(NodeConfig config) throws IOException {
        Telemetry telemetry = Telemetry.NONE;
        Node node = openNode(config, telemetry);
        try {
            ApiServer api = listen(config, node);
            try {
                URI address = ListenAddress.toAsk(config.api().host(), api.port());
                ApiAddressFile file = new ApiAddressFile(config.node().dataDir());
                file.write(address);
                return new RunningNode(node, api, file, address);
            } catch (IOException | RuntimeException e) {
                api.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            node.close();
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
        return api.port();
    }

    /** Takes nothing new, finishes what was taken, saves the state. */
    @Override
    public void close() {
        try {
            addressFile.remove();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("{} could not be removed", addressFile.path());
        }
        api.close();
        node.close();
    }

    private static Node openNode(NodeConfig config, Telemetry telemetry) throws IOException {
        try {
            return NodeOpener.open(
                    config,
                    new NodeEnvironment(
                            WallClock.system(), MonotonicClock.system(), SystemEntropy.secureRandom(), telemetry));
        } catch (MalformedException | IdentityFileException e) {
            throw new CommandFailure(ExitCode.USAGE, List.of(e.getMessage()), e);
        }
    }

    private static ApiServer listen(NodeConfig config, Node node) {
        try {
            return ApiServer.start(node, config);
        } catch (RuntimeException e) {
            throw bindFailure(e) ? portInUse(config, e) : e;
        }
    }

    private static boolean bindFailure(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (cause instanceof BindException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static CommandFailure portInUse(NodeConfig config, Exception cause) {
        String where = config.api().host() + ":" + config.api().port();
        String line = "the API cannot listen on " + where + ": the port is in use, or the address is not this"
                + " machine's; choose others with --api-host and --api-port";
        return new CommandFailure(ExitCode.USAGE, List.of(line), cause);
    }
}
