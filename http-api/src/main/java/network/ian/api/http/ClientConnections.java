package network.ian.api.http;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import network.ian.api.access.ClientShares;
import network.ian.api.access.TrustedProxies;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;

/** Closes the connections that a client opens beyond its share of them, so that no client takes all. Thread-safe. */
final class ClientConnections implements Connection.Listener {

    private final ClientShares shares;
    private final TrustedProxies proxies;
    private final Runnable refused;
    // A closed connection no longer knows whose it was.
    private final Map<Connection, ClientShares.Share> open = new ConcurrentHashMap<>();

    /**
     * @param proxies which bring the connections of many clients, and are not bounded
     * @param refused is told of each connection that is closed
     */
    ClientConnections(ClientShares shares, TrustedProxies proxies, Runnable refused) {
        this.shares = shares;
        this.proxies = proxies;
        this.refused = refused;
    }

    @Override
    public void onOpened(Connection connection) {
        EndPoint end = connection.getEndPoint();
        if (end instanceof SslConnection.SslEndPoint) {
            // What runs inside TLS; the connection that carries it has the share.
            return;
        }
        if (!(end.getRemoteSocketAddress() instanceof InetSocketAddress remote)) {
            // It is gone already, and needs no share.
            end.close();
            return;
        }
        if (proxies.trusts(remote.getAddress())) {
            return;
        }
        Optional<ClientShares.Share> share = shares.take(remote.getAddress());
        if (share.isEmpty()) {
            refused.run();
            end.close();
            return;
        }
        open.put(connection, share.get());
        if (!end.isOpen()) {
            // Its end may have been told before it was in the table.
            onClosed(connection);
        }
    }

    @Override
    public void onClosed(Connection connection) {
        ClientShares.Share share = open.remove(connection);
        if (share != null) {
            share.release();
        }
    }

    /** Connections that hold a share. */
    int size() {
        return open.size();
    }
}
