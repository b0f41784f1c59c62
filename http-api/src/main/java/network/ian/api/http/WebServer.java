package network.ian.api.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.router.Endpoint;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import network.ian.api.access.ClientShares;
import network.ian.api.access.TrustedProxies;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.NamedThreads;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves routes with Javalin on Jetty. Everything that a client can make grow has a bound here. */
public final class WebServer {

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final int MIN_THREADS = 8;
    private static final int MAX_THREADS = 64;
    private static final int MAX_BODY_READERS = 48;
    private static final int MAX_CLIENT_BODY_READERS = 16;
    /** Of the API's port, without streams. */
    private static final int MAX_CONNECTIONS = 2_048;
    /** What full streams leave of that in any case. */
    private static final int ROOM = 548;
    /** On the stream's port, beside the streams: handshakes under way. */
    private static final int HANDSHAKES = 128;

    private static final int MAX_CLIENT_CONNECTIONS = 256;
    private static final int IDLE_MILLIS = 30_000;
    private static final int LOOK_SECONDS = 5;
    private static final int STOP_MILLIS = 1_500;
    private static final int STOP_IDLE_MILLIS = 200;
    private static final int MAX_HEADER_BYTES = 8 * 1024;
    private static final long MIN_BODY_BUDGET = 64L << 20;

    private final Javalin javalin;
    private final QueuedThreadPool threads;
    private final Streams streams;
    private final SlowReaders slowReaders;
    private final SlowRequests slowRequests;
    private final ScheduledThreadPoolExecutor watch =
            new ScheduledThreadPoolExecutor(1, NamedThreads.daemon("http-watch"));
    private ServerConnector streamConnector;
    private IOException streamRefusal;

    /**
     * What the operator bounds.
     *
     * @param maxBodyBytes longest request body
     * @param limitLoopback whether clients on this machine get no more than others
     * @param proxies whose connections are not bounded, as they bring many clients
     */
    public record Limits(int maxBodyBytes, boolean limitLoopback, TrustedProxies proxies) {}

    /**
     * The event stream, as the server sees it.
     *
     * @param handler stands before the routes, and sees every request
     * @param connector name of the connector that is only for it
     * @param port of that connector; 0 for any free one
     * @param maxClients connections that stay open
     */
    public record Streams(Handler.Singleton handler, String connector, int port, int maxClients) {}

    /**
     * What the server listens on beside the API's own port, and how it speaks on both.
     *
     * @param tls empty: plain HTTP
     */
    public record Ports(Streams streams, Optional<SslContextFactory.Server> tls) {}

    public WebServer(
            List<Route> routes,
            Doorman doorman,
            AnswerWriter writer,
            HttpObserver observer,
            MonotonicClock ticker,
            Limits limits,
            Ports ports) {
        Streams streams = ports.streams();
        Optional<SslContextFactory.Server> tls = ports.tls();
        this.streams = streams;
        this.slowReaders = new SlowReaders(ticker);
        this.slowRequests = new SlowRequests(ticker);
        int maxBodyBytes = limits.maxBodyBytes();
        this.threads = threads();
        long bodyBudget = Math.max(MIN_BODY_BUDGET, 4L * maxBodyBytes);
        BodyReader bodies = new BodyReader(
                maxBodyBytes,
                bodyBudget,
                MAX_BODY_READERS,
                new ClientShares(MAX_CLIENT_BODY_READERS, limits.limitLoopback()),
                ticker);
        RouteHandler handler =
                new RouteHandler(doorman, limits.proxies(), bodies, writer, observer, ticker, this::sendLater);
        this.javalin = Javalin.create(config -> {
            quiet(config);
            shape(config, new ErrorPages(writer));
            config.jetty.addConnector((server, http) -> {
                ServerConnector connector = connector(server, protocols(http, tls), config.jetty.host);
                connector.setPort(config.jetty.port);
                int most = Math.max(MAX_CONNECTIONS, streams.maxClients() + ROOM);
                return bounded(connector, most, limits, observer);
            });
            config.jetty.addConnector((server, http) -> {
                streamConnector = connector(server, protocols(http, tls), config.jetty.host);
                streamConnector.setName(streams.connector());
                streamConnector.setPort(streams.port());
                openStreamPort();
                return bounded(streamConnector, streams.maxClients() + HANDSHAKES, limits, observer);
            });
            routes.forEach(route -> register(config, route, handler));
            config.routes.exception(HttpResponseException.class, handler::handle);
            config.routes.exception(Exception.class, handler::handle);
        });
    }

    /**
     * Starts to listen.
     *
     * @param port 0 for any free one
     * @return the port
     * @throws IllegalStateException if the port cannot be had
     */
    public int start(String host, int port) {
        try {
            javalin.start(host, port);
        } catch (RuntimeException e) {
            stop();
            if (streamConnector != null) {
                streamConnector.close();
            }
            String where = streamRefusal == null
                    ? port + " (api.host, api.port)"
                    : streams.port() + " (api.host, p2p.ws_port)";
            throw new IllegalStateException(
                    "cannot listen on " + host + " port " + where, streamRefusal == null ? e : streamRefusal);
        }
        ScheduledFuture<?> looks = watch.scheduleWithFixedDelay(
                new SlowLooks(List.of(slowReaders::look, slowRequests::look)),
                LOOK_SECONDS,
                LOOK_SECONDS,
                TimeUnit.SECONDS);
        LOG.debug("Watching for slow clients: {}", looks);
        return javalin.port();
    }

    /** The stream's own port; after the start. */
    public int streamPort() {
        return streamConnector.getLocalPort();
    }

    /** Before the server does it, which would not say whose port is taken. */
    private void openStreamPort() {
        try {
            streamConnector.open();
        } catch (IOException e) {
            streamRefusal = e;
            throw new UncheckedIOException(e);
        }
    }

    /** Takes no more, lets what is under way finish for a moment, and closes; within 2 s. */
    public void stop() {
        watch.shutdownNow();
        try {
            javalin.stop();
        } catch (JavalinException e) {
            LOG.warn("Some requests were cut off when the server stopped");
        }
    }

    /** What is decided after the end has nobody left to be sent to. */
    private void sendLater(Runnable sending) {
        try {
            threads.execute(sending);
        } catch (RejectedExecutionException e) {
            LOG.debug("An answer came after the server had stopped", e);
        }
    }

    private static void quiet(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
    }

    private void shape(JavalinConfig config, ErrorPages errors) {
        config.http.prefer405over404 = true;
        config.http.generateEtags = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        // Endpoints that answer later bound the wait themselves.
        config.http.asyncTimeout = 0;
        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(WebServer::bound);
        config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(errors));
        config.jetty.modifyServer(server -> {
            server.setErrorHandler(errors);
            server.insertHandler(new DetachedAnswers(null, slowReaders));
            server.insertHandler(streams.handler());
            server.insertHandler(new FrontDoor(null));
            server.setStopTimeout(STOP_MILLIS);
        });
    }

    private static ServerConnector connector(Server server, ConnectionFactory[] protocols, String host) {
        ServerConnector connector = new ServerConnector(server, protocols);
        connector.setHost(host);
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setShutdownIdleTimeout(STOP_IDLE_MILLIS);
        return connector;
    }

    private ServerConnector bounded(ServerConnector connector, int most, Limits limits, HttpObserver observer) {
        connector.addBean(slowRequests);
        connector.addBean(new NetworkConnectionLimit(most, connector));
        connector.addBean(new ClientConnections(
                new ClientShares(MAX_CLIENT_CONNECTIONS, limits.limitLoopback()),
                limits.proxies(),
                observer::connectionRefused));
        return connector;
    }

    private static ConnectionFactory[] protocols(HttpConfiguration http, Optional<SslContextFactory.Server> tls) {
        HttpConfiguration own = new HttpConfiguration(http);
        HttpConnectionFactory plain = new HttpConnectionFactory(own);
        if (tls.isEmpty()) {
            return new ConnectionFactory[] {plain};
        }
        // Jetty's own refuses each host name that the certificate does not have. One node serves one site, whatever it
        // is
        // called, and who asks by address checks the certificate himself.
        own.addCustomizer(new SecureRequestCustomizer(false));
        return new ConnectionFactory[] {new SslConnectionFactory(tls.get(), plain.getProtocol()), plain};
    }

    private static void bound(HttpConfiguration http) {
        // Javalin's own default takes ambiguous paths; nothing here needs them.
        http.setUriCompliance(UriCompliance.DEFAULT);
        // Jetty's own takes a lone line feed for the end of a line, which others do not.
        http.setHttpCompliance(HttpCompliance.STRICT);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setResponseHeaderSize(MAX_HEADER_BYTES);
        http.setIdleTimeout(IDLE_MILLIS);
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
    }

    private static QueuedThreadPool threads() {
        // Jetty wants its own queue without a bound; connections and contributions in flight, which feed it, have
        // theirs.
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
        threads.setName("http");
        threads.setDaemon(true);
        return threads;
    }

    private static void register(JavalinConfig config, Route route, RouteHandler handler) {
        HandlerType method = route.method() == Route.Method.GET ? HandlerType.GET : HandlerType.POST;
        config.routes.addEndpoint(new Endpoint(method, route.path(), ctx -> handler.handle(route, ctx)));
        if (route.method() == Route.Method.GET) {
            // Without a handler of its own Javalin answers 200 to every HEAD.
            config.routes.addEndpoint(new Endpoint(HandlerType.HEAD, route.path(), ctx -> handler.handle(route, ctx)));
        }
    }
}
