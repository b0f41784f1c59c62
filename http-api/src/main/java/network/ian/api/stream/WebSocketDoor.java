package network.ian.api.stream;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import network.ian.core.runtime.MonotonicClock;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shakes hands (RFC 6455, section 4.2). No extension is negotiated: compressing for a thousand clients costs too much. */
final class WebSocketDoor {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketDoor.class);
    /** Longer than the hub waits for a sign of life, which ends idle streams. */
    private static final Duration IDLE = Duration.ofSeconds(60);

    private static final int BUFFER = 16 << 10;

    private final WebSocketComponents components = new WebSocketComponents();
    private final WebSocketMappings mappings = new WebSocketMappings(components);
    private final Predicate<String> isGoal;
    private final MonotonicClock ticker;
    private final StreamHandler.Joining joining;

    WebSocketDoor(Predicate<String> isGoal, MonotonicClock ticker, StreamHandler.Joining joining) {
        this.isGoal = isGoal;
        this.ticker = ticker;
        this.joining = joining;
    }

    /** What must be started and stopped with the server. */
    WebSocketComponents components() {
        return components;
    }

    /** Whether the handshake is valid; if so, the request is taken care of. */
    boolean open(Request request, Response response, Callback callback, StreamClient client, Runnable leave) {
        WebSocketNegotiator negotiator = (upgrade, answer, done) -> {
            answer.setExtensions(List.of());
            if (upgrade.hasSubProtocol(Subprotocols.IAN)) {
                answer.setAcceptedSubProtocol(Subprotocols.IAN);
            }
            return new WebSocketWire(client, isGoal, ticker, wire -> joining.join(wire, client, leave), leave);
        };
        Callback shaken = Callback.from(callback::succeeded, failure -> {
            leave.run();
            callback.failed(failure);
        });
        try {
            SendBuffer.bound(request);
            return mappings.upgrade(negotiator, request, response, shaken, WebSocketDoor::bound);
        } catch (RuntimeException e) {
            // Of many kinds: Jetty throws what java.net.URI does for a query that is none, for example.
            LOG.debug("Not a valid handshake", e);
            return false;
        }
    }

    private static void bound(Configuration settings) {
        settings.setIdleTimeout(IDLE);
        settings.setMaxFrameSize(Order.MAX_BYTES);
        settings.setMaxTextMessageSize(Order.MAX_BYTES);
        settings.setMaxBinaryMessageSize(Order.MAX_BYTES);
        settings.setInputBufferSize(Order.MAX_BYTES);
        settings.setOutputBufferSize(BUFFER);
        settings.setAutoFragment(false);
    }
}
