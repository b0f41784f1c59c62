package network.ian.api.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * A client as limits tell it from others: its IPv4 address, or the first 64 bits of its IPv6 address, because a single
 * host owns all the rest.
 */
public record ClientNetwork(boolean isIpv6, long bits) {

    /** The network of an address. */
    public static ClientNetwork of(InetAddress address) {
        byte[] octets = address.getAddress();
        return address instanceof Inet6Address
                ? new ClientNetwork(true, ByteBuffer.wrap(octets).getLong())
                : new ClientNetwork(false, ByteBuffer.wrap(octets).getInt());
    }

    /**
     * The network of an address.
     *
     * @param address an IP address as text, never a name
     */
    public static ClientNetwork of(String address) {
        return of(parse(address));
    }

    /** @param address an IP address as text, never a name */
    static InetAddress parse(String address) {
        try {
            // Literals are not looked up; a scope ("%eth0") is of no use here and may name no interface.
            int scope = address.indexOf('%');
            String literal = scope < 0 ? address : address.substring(0, scope).replace("[", "");
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the server names its clients by IP address", e);
        }
    }
}
