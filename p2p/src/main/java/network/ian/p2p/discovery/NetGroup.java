package network.ian.p2p.discovery;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Addresses that one operator is likely to hold together: IPv4 /16, IPv6 /32, as Bitcoin groups them. Each address of a
 * loopback or private range is a group by itself.
 *
 * @param kind 4, 6, or 0 for loopback and private
 * @param bits what the members share
 */
record NetGroup(int kind, long bits) {

    static NetGroup of(Endpoint endpoint) {
        return of(endpoint.address(), endpoint.port());
    }

    static NetGroup of(InetAddress address, int port) {
        ByteBuffer octets = ByteBuffer.wrap(address.getAddress());
        boolean v4 = octets.capacity() == 4;
        if (Endpoint.reachOf(address) != Endpoint.Reach.PUBLIC) {
            long own = v4 ? octets.getInt() & 0xffff_ffffL : octets.getLong(8);
            return new NetGroup(0, own << 16 ^ own >>> 48 ^ port);
        }
        return v4 ? new NetGroup(4, octets.getShort() & 0xffff) : new NetGroup(6, octets.getInt() & 0xffff_ffffL);
    }
}
