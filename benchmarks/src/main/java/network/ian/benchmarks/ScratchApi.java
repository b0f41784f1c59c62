package network.ian.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import network.ian.api.ApiServer;
import network.ian.api.metrics.NodeMetrics;
import network.ian.core.config.Secret;
import network.ian.core.node.Node;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.WallClock;
import network.ian.core.token.LiveTokens;
import network.ian.core.view.AnchorView;
import network.ian.core.view.PeerDirectory;

/** A {@link ScratchNode} that serves the API on free ports of this machine. */
public final class ScratchApi implements AutoCloseable {

    private final NodeMetrics metrics = new NodeMetrics();
    private final Node node;
    private final ApiServer api;
    private final int port;

    private ScratchApi(Path data) throws IOException {
        node = ScratchNode.open(data, metrics.contributions());
        api = new ApiServer(new ApiServer.Parts(
                node,
                ScratchNode.config(data),
                metrics,
                PeerDirectory.NONE,
                AnchorView.NONE,
                new Secret("benchmark"),
                LiveTokens.open(data),
                Optional.empty(),
                WallClock.system(),
                MonotonicClock.system(),
                "benchmark"));
        port = api.start();
    }

    public static ScratchApi open(Path data) throws IOException {
        return new ScratchApi(data);
    }

    public Node node() {
        return node;
    }

    public int port() {
        return port;
    }

    /** Of the event stream. */
    public int streamPort() {
        return api.streamPort();
    }

    /** The sum of a metric over all labels. */
    public double sample(String name) {
        return metrics.text(NodeMetrics.contentType(null))
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Override
    public void close() {
        api.close();
        node.close();
    }
}
