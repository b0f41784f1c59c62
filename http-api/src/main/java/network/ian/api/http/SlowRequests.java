package network.ian.api.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import network.ian.core.runtime.MonotonicClock;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.AbstractMetaDataConnection;

/**
 * Cuts off connections whose bytes come but make up no whole head of a request: the idle time-out starts anew with every byte. Under TLS
 * those of handshakes and of records that are not whole count as well. A body, which has a pace of its own ({@link BodyPace}), is
 * through and its contribution answered before that. Thread-safe.
 */
final class SlowRequests implements Connection.Listener {

    /** A body has 60 s, its answer 30 s; the rest is for the head. */
    private static final long MOST_NANOS = 105_000_000_000L;

    private final MonotonicClock ticker;
    private final Map<Connection, Progress> open = new ConcurrentHashMap<>();

    /**
     * What a connection had brought when it was looked at.
     *
     * @param requests whose heads were complete
     * @param begun whether bytes came after them
     * @param sinceNanos when that was seen first
     */
    private record Progress(long requests, long bytes, boolean begun, long sinceNanos) {

        private static final Progress NONE = new Progress(0, 0, false, 0);

        private Progress next(long requestsNow, long bytesNow, long now) {
            if (requestsNow != requests) {
                return new Progress(requestsNow, bytesNow, false, now);
            }
            return begun || bytesNow == bytes ? this : new Progress(requests, bytes, true, now);
        }
    }

    SlowRequests(MonotonicClock ticker) {
        this.ticker = ticker;
    }

    @Override
    public void onOpened(Connection connection) {
        // Upgraded and encrypted connections are others, with rules of their own.
        if (connection instanceof AbstractMetaDataConnection) {
            open.put(connection, Progress.NONE);
            if (!connection.getEndPoint().isOpen()) {
                open.remove(connection);
            }
        }
    }

    @Override
    public void onClosed(Connection connection) {
        open.remove(connection);
    }

    /** Cuts off who has been at one request for 105 s. */
    void look() {
        long now = ticker.nanos();
        open.replaceAll((connection, progress) -> progress.next(connection.getMessagesIn(), bytesIn(connection), now));
        open.forEach((connection, progress) -> {
            if (progress.begun() && now - progress.sinceNanos() > MOST_NANOS) {
                SlowLooks.attempt("Cutting off a slow request", connection.getEndPoint()::close);
            }
        });
    }

    /** As they come from the network: what TLS has not decrypted yet is what a client can stretch. */
    private static long bytesIn(Connection connection) {
        return connection.getEndPoint() instanceof SslConnection.SslEndPoint encrypted
                ? encrypted.getSslConnection().getBytesIn()
                : connection.getBytesIn();
    }

    /** Connections that are watched. */
    int size() {
        return open.size();
    }
}
