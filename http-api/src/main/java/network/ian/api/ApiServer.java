package network.ian.api;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import network.ian.api.access.ClientLimiter;
import network.ian.api.access.Gate;
import network.ian.api.health.DiskProbe;
import network.ian.api.health.NodeHealth;
import network.ian.api.http.AnswerWriter;
import network.ian.api.http.Doorman;
import network.ian.api.http.Route;
import network.ian.api.http.WebServer;
import network.ian.api.metrics.NodeMetrics;
import network.ian.api.rest.Routes;
import network.ian.core.config.NodeConfig;
import network.ian.core.config.Secret;
import network.ian.core.node.Node;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.NamedThreads;
import network.ian.core.view.AnchorView;
import network.ian.core.view.PeerDirectory;

/** The HTTP side of a node: REST, health and metrics on one port. Does not own the node. */
public final class ApiServer implements AutoCloseable {

    private static final Duration CONTRIBUTE_TIMEOUT = Duration.ofSeconds(30);

    private final NodeConfig.Api settings;
    private final WebServer web;
    private final ExecutorService diskThread;
    private final List<Route> routes;

    /**
     * What the server stands on.
     *
     * @param metrics the one whose {@code contributions()} the node was opened with
     * @param adminToken accepted wherever the API key is, see {@link network.ian.api.access.AdminToken}
     * @param version of the program
     */
    public record Parts(
            Node node,
            NodeConfig config,
            NodeMetrics metrics,
            PeerDirectory peers,
            AnchorView anchors,
            Secret adminToken,
            Clock clock,
            MonotonicClock ticker,
            String version) {}

    public ApiServer(Parts parts) {
        this(parts, CONTRIBUTE_TIMEOUT);
    }

    ApiServer(Parts parts, Duration contributeTimeout) {
        this.settings = parts.config().api();
        this.diskThread = new ThreadPoolExecutor(
                0, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(4), NamedThreads.daemon("disk-probe"));
        DiskProbe disk = new DiskProbe(parts.config().node().dataDir(), parts.ticker(), diskThread);
        NodeHealth health = new NodeHealth(
                parts.node(),
                parts.peers(),
                parts.anchors(),
                disk,
                parts.metrics().contributions()::settled,
                parts.ticker());
        this.routes = Routes.of(new Routes.Wiring(
                parts.node(),
                parts.peers(),
                parts.anchors(),
                health,
                parts.metrics(),
                parts.clock(),
                settings.maxBodyBytes(),
                contributeTimeout,
                parts.version(),
                parts.config().node().networkId()));
        parts.metrics().observe(parts.node(), parts.peers(), parts.anchors(), parts.clock(), routes);
        parts.metrics().describe(parts.node(), health, parts.version());
        parts.metrics().limits(parts.node(), parts.peers(), parts.config().p2p().maxPeers());
        this.web = new WebServer(
                routes,
                doorman(parts),
                new AnswerWriter(parts.clock()),
                parts.metrics().http(),
                parts.ticker(),
                new WebServer.Limits(settings.maxBodyBytes(), settings.rateLimitLoopback()));
    }

    /**
     * Starts to listen where the configuration says.
     *
     * @return the port
     * @throws IllegalStateException naming the address if it cannot be had
     */
    public int start() {
        return web.start(settings.host(), settings.port());
    }

    /** The routes that are served. */
    public List<Route> routes() {
        return routes;
    }

    /** Stops within 2 s; what is under way gets most of that time to finish. */
    @Override
    public void close() {
        web.stop();
        diskThread.shutdownNow();
    }

    private static Doorman doorman(Parts parts) {
        NodeConfig.Api api = parts.config().api();
        ClientLimiter limiter =
                new ClientLimiter(api.ratePerSecond(), api.rateBurst(), api.rateLimitLoopback(), parts.ticker());
        Gate gate = new Gate(api.key(), api.protectReads(), parts.adminToken());
        return new Doorman(limiter, gate, parts.metrics().http());
    }
}
