package network.ian.p2p.port;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Consumer;
import network.ian.core.config.HostPort;

/** How connections are opened. Called on the protocol's thread, calls back on it, never before the call returns. */
public interface Dialing {

    /** Opens a connection; the protocol is told by {@code connected}, or here that it failed (in words). */
    void dial(HostPort address, Consumer<String> failed);

    /** Looks a host name up; no addresses if that fails. */
    void resolve(String host, Consumer<List<InetAddress>> resolved);
}
