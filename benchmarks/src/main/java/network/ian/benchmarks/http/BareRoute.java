package network.ian.benchmarks.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.http.Context;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A Javalin application with constant answers, on Jetty as the node sets it up: the same threads, limits and time-outs. It checks
 * nothing, counts nothing, and sends no header that it need not.
 */
final class BareRoute implements AutoCloseable {

    private static final int MIN_THREADS = 8;
    private static final int MAX_THREADS = 64;
    private static final int IDLE_MILLIS = 30_000;
    private static final int MAX_HEADER_BYTES = 8 * 1024;

    private final Javalin javalin;

    /** Listens on a free port of this machine. */
    BareRoute(byte[] status, byte[] leaderboard) {
        javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.http.generateEtags = false;
            config.http.compressionStrategy = CompressionStrategy.NONE;
            config.jetty.threadPool = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
            config.jetty.modifyHttpConfiguration(http -> {
                http.setUriCompliance(UriCompliance.DEFAULT);
                http.setRequestHeaderSize(MAX_HEADER_BYTES);
                http.setResponseHeaderSize(MAX_HEADER_BYTES);
                http.setIdleTimeout(IDLE_MILLIS);
                http.setSendServerVersion(false);
                http.setSendXPoweredBy(false);
            });
            config.jetty.addConnector((server, http) -> {
                ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
                connector.setHost("127.0.0.1");
                connector.setPort(0);
                connector.setIdleTimeout(IDLE_MILLIS);
                return connector;
            });
            config.routes.get("/api/v1/status/{goal_id}", ctx -> answer(ctx, status));
            config.routes.get("/api/v1/leaderboard/{goal_id}", ctx -> answer(ctx, leaderboard));
        });
        javalin.start();
    }

    /** With its length, or a long one would be sent in chunks. */
    private static void answer(Context ctx, byte[] body) {
        ctx.contentType("application/json");
        ctx.res().setContentLength(body.length);
        ctx.result(body);
    }

    int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
