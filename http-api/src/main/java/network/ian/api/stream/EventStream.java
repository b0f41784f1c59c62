package network.ian.api.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import network.ian.api.access.TrustedProxies;
import network.ian.api.http.AnswerWriter;
import network.ian.api.http.Doorman;
import network.ian.api.http.HttpObserver;
import network.ian.core.config.NodeConfig;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.node.Node;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.NamedThreads;
import network.ian.core.view.AnchorView;
import network.ian.core.view.PeerDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event stream of a running node: its one thread, and the handler that lets clients in. */
public final class EventStream implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final long ROUND_MILLIS = 50;
    private static final long FAREWELL_MILLIS = 600;
    private static final int RUN_DIGITS = 12;
    /** What goals may publish between two rounds: over half a second at the rate that a node takes in at most. */
    private static final int QUEUE = 1 << 14;

    private final Hub hub;
    private final Sources sources;
    private final StreamHandler handler;
    private final ScheduledThreadPoolExecutor thread;
    private final CountDownLatch farewell = new CountDownLatch(1);
    // Of the stream's thread.
    private boolean ending;

    /**
     * What the stream stands on.
     *
     * @param http is told of requests
     * @param observer is told of the stream
     */
    public record Parts(
            Node node,
            PeerDirectory peers,
            AnchorView anchors,
            NodeConfig.Api settings,
            Doorman doorman,
            HttpObserver http,
            StreamObserver observer,
            Clock clock,
            MonotonicClock ticker) {}

    public EventStream(Parts parts) {
        NodeConfig.Stream limits = parts.settings().stream();
        StreamGate gate = new StreamGate(
                limits.maxClients(), limits.maxPerAddress(), parts.settings().rateLimitLoopback(), parts.observer());
        this.sources = new Sources(parts.node(), parts.peers(), parts.anchors(), QUEUE);
        this.hub = new Hub(sources, run(parts), limits.history(), parts.observer(), parts.clock(), parts.ticker());
        this.handler = new StreamHandler(
                new StreamHandler.Entrances(
                        parts.doorman(), new TrustedProxies(parts.settings().trustedProxies()), gate, parts.observer()),
                new AnswerWriter(parts.clock()),
                parts.http(),
                parts.ticker(),
                goal -> parts.node().goal(goal).isPresent(),
                hub::join);
        this.thread = new ScheduledThreadPoolExecutor(1, NamedThreads.daemon("stream"));
        ScheduledFuture<?> rounds =
                thread.scheduleWithFixedDelay(this::round, ROUND_MILLIS, ROUND_MILLIS, TimeUnit.MILLISECONDS);
        LOG.debug("Serving the stream: {}", rounds);
    }

    /** Lets clients in; stands before all other handlers. */
    public StreamHandler handler() {
        return handler;
    }

    /** Says goodbye to all clients, and waits a moment for them. */
    @Override
    public void close() {
        thread.execute(this::farewell);
        try {
            if (!farewell.await(FAREWELL_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("Some clients of the stream have not answered the goodbye");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.shutdownNow();
        sources.close();
    }

    private void farewell() {
        hub.endAll();
        // The rounds that follow notice who has gone.
        ending = true;
    }

    /** A round that failed must not be the last, whatever it failed of: nobody would be served again, and nothing said. */
    private void round() {
        try {
            hub.round();
        } catch (RuntimeException | Error e) {
            LOG.atError().setCause(e).log("The event stream stumbled");
        }
        if (ending && hub.size() == 0) {
            farewell.countDown();
        }
    }

    /** Differs between nodes and between starts of one. */
    private static String run(Parts parts) {
        byte[] id = parts.node().identity().nodeId().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer seed = ByteBuffer.allocate(id.length + 2 * Long.BYTES)
                .put(id)
                .putLong(parts.clock().millis())
                .putLong(parts.ticker().nanos());
        Hash hash = Sha256.of(seed.array());
        return hash.hex().substring(0, RUN_DIGITS);
    }
}
