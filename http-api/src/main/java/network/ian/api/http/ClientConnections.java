package network.ian.api.http;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import network.ian.api.access.ClientShares;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;

/** Closes the connections that a client opens beyond its share of them, so that no client takes all. Thread-safe. */
final class ClientConnections implements Connection.Listener {

    private final ClientShares shares;
    // A closed connection no longer knows whose it was.
    private final Map<Connection, ClientShares.Share> open = new ConcurrentHashMap<>();

    ClientConnections(ClientShares shares) {
        this.shares = shares;
    }

    @Override
    public void onOpened(Connection connection) {
        EndPoint end = connection.getEndPoint();
        Optional<ClientShares.Share> share = share(end.getRemoteSocketAddress());
        if (share.isEmpty()) {
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

    /** A connection that is gone already has no address, and needs no share. */
    private Optional<ClientShares.Share> share(SocketAddress remote) {
        return remote instanceof InetSocketAddress address ? shares.take(address.getAddress()) : Optional.empty();
    }
}
