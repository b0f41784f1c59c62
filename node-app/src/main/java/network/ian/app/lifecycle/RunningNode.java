package network.ian.app.lifecycle;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import network.ian.api.ApiServer;
import network.ian.app.logging.ContributionLog;
import network.ian.core.finality.ChainExchange;
import network.ian.core.node.Node;
import network.ian.core.view.AnchorView;
import network.ian.core.view.PeerDirectory;
import network.ian.p2p.directory.NetworkDirectory;
import network.ian.p2p.transport.PeerNetwork;
import network.ian.tau.TauBridge;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A whole node: the store and its goals, the API in front of them, and the file that says where that listens. */
public final class RunningNode implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningNode.class);

    private final Node node;
    private final Optional<TauBridge> bridge;
    private final AnchorView anchors;
    private final PeerNetwork network;
    private final NetworkDirectory peers;
    private final Served served;
    private final ContributionLog contributions;

    RunningNode(Node node, Anchored anchored, Peers peers, Served served, ContributionLog contributions) {
        this.node = node;
        this.bridge = anchored.bridge();
        this.anchors = anchored.view();
        this.network = peers.network();
        this.peers = peers.directory();
        this.served = served;
        this.contributions = contributions;
    }

    /** The node's anchor and how the API sees it; without a bridge nothing more becomes final until the next start. */
    record Anchored(Optional<TauBridge> bridge, AnchorView view) {

        ChainExchange exchange() {
            return bridge.map(TauBridge::exchange).orElse(ChainExchange.NONE);
        }
    }

    /** The node's network and how the API sees it. */
    record Peers(PeerNetwork network, NetworkDirectory directory) {}

    /** The API, where it listens, and the file that says so to commands. */
    record Served(ApiServer api, ApiAddressFile file, int port, URI address) {}

    public Node node() {
        return node;
    }

    /** What the node knows of its peers. */
    public PeerDirectory peers() {
        return peers;
    }

    /** What the node knows of its anchors. */
    public AnchorView anchors() {
        return anchors;
    }

    /** The port that peers connect to. */
    public int peerPort() {
        return network.port();
    }

    /** Where the API is reached on this machine. */
    public URI address() {
        return served.address();
    }

    /** Port of the API. */
    public int port() {
        return served.port();
    }

    /** Takes nothing new, finishes what was taken, saves the state. */
    @Override
    public void close() {
        try {
            served.file().remove();
        } catch (IOException e) {
            LOG.atWarn()
                    .setCause(e)
                    .log("{} could not be removed", served.file().path());
        }
        // Whatever becomes of the API, the state is saved.
        try {
            served.api().close();
        } finally {
            closeInside();
        }
    }

    private void closeInside() {
        try {
            bridge.ifPresent(TauBridge::close);
        } finally {
            closeNetwork();
        }
    }

    private void closeNetwork() {
        try {
            network.close();
        } finally {
            node.close();
            contributions.close();
        }
    }
}
