package network.ian.tau.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import network.ian.core.config.HostPort;

/** Opens connections to one Tau node. */
@FunctionalInterface
public interface TauConnector {

    /** A connected socket; the caller closes it. Gives up within a bounded time. */
    Socket connect() throws IOException;

    /**
     * Connects over TCP; the name is looked up anew each time.
     *
     * @param timeout for the connection, not for the name; 5 s is the usual one
     */
    static TauConnector to(HostPort address, Duration timeout) {
        return () -> {
            Socket socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.connect(
                        new InetSocketAddress(address.host(), address.port()), Math.toIntExact(timeout.toMillis()));
                return socket;
            } catch (IOException e) {
                socket.close();
                throw new IOException("no connection to the Tau node " + address + ": " + e.getMessage(), e);
            }
        };
    }
}
