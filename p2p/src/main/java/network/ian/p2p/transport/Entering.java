package network.ian.p2p.transport;

import io.netty.channel.Channel;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import network.ian.core.codec.Bytes;
import network.ian.p2p.peer.IpPrefix;

/**
 * The accepted connections that have not said an acceptable Hello yet. Bounded, in all and per address; where all places are
 * taken the oldest makes room, because an honest node passes here in a moment and an idle attacker stays. Thread-safe.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells handlers what becomes of a write or a close
final class Entering {

    private static final int IPV6_PREFIX_BYTES = 8;

    private final int maxAll;
    private final int maxPerAddress;
    private final Map<Channel, Bytes> places = new LinkedHashMap<>();
    private final Map<Bytes, Integer> perAddress = new HashMap<>();
    private volatile Set<IpPrefix> banned = Set.of();

    Entering(ShellLimits limits) {
        this.maxAll = limits.maxEntering();
        this.maxPerAddress = limits.maxEnteringPerAddress();
    }

    /** From now on nobody gets in from these: a banned prefix costs no TLS handshake. */
    void refuse(Set<IpPrefix> banned) {
        this.banned = Set.copyOf(banned);
    }

    /** Takes a place; false if the address is banned or has too many. Closes the connection that gives up its place, if one does. */
    boolean enter(Channel channel, InetAddress address) {
        if (banned.contains(IpPrefix.of(address))) {
            return false;
        }
        Bytes prefix = prefix(address);
        List<Channel> evicted = new ArrayList<>();
        synchronized (this) {
            if (!address.isLoopbackAddress() && perAddress.getOrDefault(prefix, 0) >= maxPerAddress) {
                return false;
            }
            while (places.size() >= maxAll) {
                Channel oldest = places.keySet().iterator().next();
                leave(oldest);
                evicted.add(oldest);
            }
            places.put(channel, prefix);
            perAddress.merge(prefix, 1, Integer::sum);
        }
        evicted.forEach(Channel::close);
        return true;
    }

    /** Gives a place up: the connection ended, or said Hello. */
    synchronized void leave(Channel channel) {
        Bytes prefix = places.remove(channel);
        if (prefix != null) {
            perAddress.computeIfPresent(prefix, (key, count) -> count == 1 ? null : count - 1);
        }
    }

    synchronized int size() {
        return places.size();
    }

    private static Bytes prefix(InetAddress address) {
        byte[] octets = address.getAddress();
        boolean six = address instanceof Inet6Address;
        return Bytes.wrap(six ? Arrays.copyOf(octets, IPV6_PREFIX_BYTES) : octets);
    }
}
