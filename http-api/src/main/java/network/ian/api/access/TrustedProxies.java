package network.ian.api.access;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import network.ian.core.config.AddressRange;

/**
 * Finds out whose request a proxy passes on. Each proxy appends to {@code X-Forwarded-For} the address that it was asked
 * by, so the list is believed from its end, as far as trusted proxies wrote it: the client is the last address in it that is no
 * trusted proxy. What stands before that is the client's own word. Immutable.
 */
public final class TrustedProxies {

    private static final int MOST_HOPS = 32;

    private final List<AddressRange> trusted;

    public TrustedProxies(List<AddressRange> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    /** Whether there are none, so that the sender of each request is its client. */
    public boolean isEmpty() {
        return trusted.isEmpty();
    }

    /** Whether an address is that of a proxy. */
    public boolean trusts(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }

    /**
     * The client's IP address as text.
     *
     * @param sender address of the connection's other end
     * @param forwardedFor the values of all {@code X-Forwarded-For} headers in their order
     */
    public String client(String sender, List<String> forwardedFor) {
        InetAddress client = ClientNetwork.parse(sender);
        if (trusted.isEmpty() || forwardedFor.isEmpty() || !trusts(client)) {
            return sender;
        }
        String[] hops = String.join(",", forwardedFor).split(",", -1);
        for (int i = hops.length - 1; i >= Math.max(0, hops.length - MOST_HOPS) && trusts(client); i--) {
            Optional<InetAddress> hop = address(hops[i].strip());
            if (hop.isEmpty()) {
                // Nobody can tell what a trusted proxy meant by it: the request is the proxy's.
                break;
            }
            client = hop.get();
        }
        return client.getHostAddress();
    }

    /** Some proxies add the port. */
    private static Optional<InetAddress> address(String hop) {
        if (hop.startsWith("[")) {
            int end = hop.indexOf(']');
            return end < 0 ? Optional.empty() : AddressRange.address(hop.substring(1, end));
        }
        int colon = hop.indexOf(':');
        boolean hasPort = colon >= 0 && colon == hop.lastIndexOf(':');
        return AddressRange.address(hasPort ? hop.substring(0, colon) : hop);
    }
}
