package network.ian.p2p.discovery;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import network.ian.core.config.HostPort;
import network.ian.p2p.peer.IpPrefix;
import network.ian.p2p.peer.Peer;

/**
 * Where a node listens, as an IP address.
 *
 * @param address without an interface's scope
 * @param port 1 to 65535
 */
record Endpoint(InetAddress address, int port) {

    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern V4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    /** Who can reach an address. */
    enum Reach {
        PUBLIC,
        PRIVATE,
        LOOPBACK
    }

    /** The endpoint that an IP literal names; empty for a host name: nothing is looked up. */
    static Optional<Endpoint> of(HostPort place) {
        String host = place.host();
        boolean v6 = host.indexOf(':') >= 0 && V6.matcher(host).matches();
        if (place.port() < 1 || place.port() > 65535 || !(v6 || V4.matcher(host).matches())) {
            return Optional.empty();
        }
        try {
            // In brackets a text that is no address is an error, never a name to look up.
            return Optional.of(of(InetAddress.getByName(v6 ? "[" + host + "]" : host), place.port()));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    static Endpoint of(InetAddress address, int port) {
        try {
            return new Endpoint(InetAddress.getByAddress(address.getAddress()), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    /** The far end of a connection; for inbound ones not where the peer listens. */
    static Endpoint of(Peer.Connection connection) {
        return of(connection.address(), connection.port());
    }

    HostPort hostPort() {
        return new HostPort(address.getHostAddress(), port);
    }

    IpPrefix prefix() {
        return IpPrefix.of(address);
    }

    /** Whether a node can listen there at all. */
    boolean usable() {
        return !address.isAnyLocalAddress() && !address.isMulticastAddress() && !isBroadcast();
    }

    Reach reach() {
        return reachOf(address);
    }

    static Reach reachOf(InetAddress address) {
        IpPrefix prefix = IpPrefix.of(address);
        if (prefix.isLoopback()) {
            return Reach.LOOPBACK;
        }
        return prefix.isPrivate() ? Reach.PRIVATE : Reach.PUBLIC;
    }

    /**
     * Whether a node at {@code other} has any business with this address. A public node must not be made to dial into its
     * own network, and nobody but a node of the same machine can mean a loopback address.
     */
    boolean meantFor(InetAddress other) {
        return reach().compareTo(reachOf(other)) <= 0;
    }

    private boolean isBroadcast() {
        byte[] octets = address.getAddress();
        return octets.length == 4 && ((octets[0] & 0xff) >= 240 || octets[0] == 0);
    }

    @Override
    public String toString() {
        return hostPort().toString();
    }
}
