package network.ian.api;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import network.ian.api.access.Admission;
import network.ian.api.access.ClientLimiter;
import network.ian.api.access.FailureDelay;
import network.ian.api.access.FailureLog;
import network.ian.api.access.Gate;
import network.ian.api.access.TokenDoor;
import network.ian.api.access.TrustedProxies;
import network.ian.api.activity.Activity;
import network.ian.api.alert.AlertWatch;
import network.ian.api.equity.EquityCurves;
import network.ian.api.health.DiskProbe;
import network.ian.api.health.NodeHealth;
import network.ian.api.http.AnswerWriter;
import network.ian.api.http.Doorman;
import network.ian.api.http.Route;
import network.ian.api.http.WebServer;
import network.ian.api.metrics.NodeMetrics;
import network.ian.api.rest.Routes;
import network.ian.api.stream.EventStream;
import network.ian.api.stream.StreamHandler;
import network.ian.api.tls.ApiCertificate;
import network.ian.core.config.NodeConfig;
import network.ian.core.config.Secret;
import network.ian.core.node.Node;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.NamedThreads;
import network.ian.core.token.LiveTokens;
import network.ian.core.view.AnchorView;
import network.ian.core.view.PeerDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP side of a node: REST, health and metrics on one port. Does not own the node. */
public final class ApiServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
    private static final long CERTIFICATE_LOOK_SECONDS = 2;
    private static final int INSTANCE_DIGITS = 12;
    private static final Duration CONTRIBUTE_TIMEOUT = Duration.ofSeconds(30);

    private final NodeConfig.Api settings;
    private final WebServer web;
    private final EventStream stream;
    private final ExecutorService diskThread;
    private final Optional<ScheduledExecutorService> certificateThread;
    private final ExecutorService slowWork;
    private final ScheduledExecutorService lookThread;
    private final EquityCurves curves;
    private final List<Route> routes;

    /**
     * What the server stands on.
     *
     * @param metrics the one whose {@code contributions()} the node was opened with
     * @param adminToken accepted wherever the API key is, see {@link network.ian.api.access.AdminToken}
     * @param tokens of the data directory
     * @param certificate empty: plain HTTP; else it is watched as long as the server runs
     * @param version of the program
     */
    public record Parts(
            Node node,
            NodeConfig config,
            NodeMetrics metrics,
            PeerDirectory peers,
            AnchorView anchors,
            Secret adminToken,
            LiveTokens tokens,
            Optional<ApiCertificate> certificate,
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
        // One may wait: an answer can be read a moment before the thread that gave it is free for the next order.
        this.slowWork = new ThreadPoolExecutor(
                0, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), NamedThreads.daemon("operator"));
        DiskProbe disk = new DiskProbe(parts.config().node().dataDir(), parts.ticker(), diskThread);
        NodeHealth health = new NodeHealth(
                parts.node(),
                parts.peers(),
                parts.anchors(),
                disk,
                parts.metrics().contributions()::settled,
                parts.ticker());
        TokenDoor door = new TokenDoor(parts.tokens());
        this.curves = new EquityCurves(parts.ticker());
        Activity activity = new Activity(parts.node(), parts.ticker(), parts.clock());
        parts.metrics().contributions().tell(activity);
        AlertWatch alerts =
                new AlertWatch(parts.metrics().registry(), scrapeLabels(parts), parts.ticker(), parts.clock());
        this.routes = Routes.of(new Routes.Wiring(
                parts.node(),
                parts.peers(),
                parts.anchors(),
                health,
                parts.metrics(),
                door,
                parts.clock(),
                settings.maxBodyBytes(),
                contributeTimeout,
                parts.version(),
                parts.config().node().networkId(),
                parts.config().node().dataDir(),
                slowWork,
                this::streamPort,
                curves,
                activity,
                alerts));
        parts.metrics().observe(parts.node(), parts.peers(), parts.anchors(), parts.clock(), routes);
        parts.metrics()
                .observeTokens(() -> parts.tokens().now().inForce(parts.clock().millis()));
        parts.metrics().describe(parts.node(), health, parts.version());
        parts.metrics().limits(parts.node(), parts.peers(), parts.config().p2p().maxPeers());
        Doorman doorman = doorman(parts, door);
        this.stream = new EventStream(new EventStream.Parts(
                parts.node(),
                parts.peers(),
                parts.anchors(),
                settings,
                doorman,
                parts.metrics().http(),
                parts.metrics().stream(),
                parts.clock(),
                parts.ticker()));
        this.web = new WebServer(
                routes,
                doorman,
                new AnswerWriter(parts.clock()),
                parts.metrics().http(),
                parts.ticker(),
                new WebServer.Limits(
                        settings.maxBodyBytes(),
                        settings.rateLimitLoopback(),
                        new TrustedProxies(settings.trustedProxies())),
                new WebServer.Ports(
                        new WebServer.Streams(
                                stream.handler(),
                                StreamHandler.CONNECTOR,
                                parts.config().p2p().wsPort(),
                                settings.stream().maxClients()),
                        parts.certificate().map(ApiCertificate::context)));
        this.certificateThread = parts.certificate().map(ApiServer::watch);
        this.lookThread = look(alerts, activity);
    }

    /**
     * Starts to listen where the configuration says.
     *
     * @return the port
     * @throws IllegalStateException naming the address if it cannot be had
     */
    public int start() {
        int port = web.start(settings.host(), settings.port());
        LOG.info(
                "The event stream listens on {} port {} ({}), and on the API's port ({})",
                settings.host(),
                web.streamPort(),
                StreamHandler.SUBSCRIBE,
                StreamHandler.PATH);
        return port;
    }

    /** The port of {@code /subscribe}; after the start. */
    public int streamPort() {
        return web.streamPort();
    }

    /** The routes that are served. */
    public List<Route> routes() {
        return routes;
    }

    /** Stops within 2 s; what is under way gets most of that time to finish. */
    @Override
    public void close() {
        stream.close();
        web.stop();
        certificateThread.ifPresent(ExecutorService::shutdownNow);
        diskThread.shutdownNow();
        slowWork.shutdownNow();
        lookThread.shutdownNow();
        curves.close();
    }

    /** As {@code docker/prometheus/prometheus.yml} labels a target. */
    private static Map<String, String> scrapeLabels(Parts parts) {
        String instance = instance(parts.node());
        return parts.config().p2p().smallNetwork()
                ? Map.of("instance", instance, "network", "small")
                : Map.of("instance", instance);
    }

    /** What alerts and users call this node: enough of its id to tell it from others. */
    private static String instance(Node node) {
        return node.identity().nodeId().substring(0, INSTANCE_DIGITS);
    }

    private static ScheduledExecutorService look(AlertWatch alerts, Activity activity) {
        ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, NamedThreads.daemon("alerts"));
        ScheduledFuture<?> looks = thread.scheduleWithFixedDelay(
                () -> {
                    activity.look();
                    alerts.look();
                },
                AlertWatch.INTERVAL_MS,
                AlertWatch.INTERVAL_MS,
                TimeUnit.MILLISECONDS);
        LOG.debug("Judging the alerts: {}", looks);
        return thread;
    }

    private static ScheduledExecutorService watch(ApiCertificate certificate) {
        ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, NamedThreads.daemon("api-certificate"));
        ScheduledFuture<?> looks = thread.scheduleWithFixedDelay(
                certificate::check, CERTIFICATE_LOOK_SECONDS, CERTIFICATE_LOOK_SECONDS, TimeUnit.SECONDS);
        LOG.debug("Watching the API's certificate: {}", looks);
        return thread;
    }

    private static Doorman doorman(Parts parts, TokenDoor door) {
        NodeConfig.Api api = parts.config().api();
        ClientLimiter limiter =
                new ClientLimiter(api.ratePerSecond(), api.rateBurst(), api.rateLimitLoopback(), parts.ticker());
        Admission admission = new Admission(
                new Gate(api, parts.adminToken(), door, parts.clock()),
                new FailureDelay(parts.ticker()),
                new FailureLog(parts.ticker()));
        return new Doorman(limiter, admission, parts.metrics().http());
    }
}
