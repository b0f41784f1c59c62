package network.ian.api.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import network.ian.core.runtime.MonotonicClock;

/**
 * A token bucket per client address. IPv6 clients are told apart by their first 64 bits, because a single host owns all
 * the rest. The table is bounded: a client that is pushed out of it starts with a full bucket. Thread-safe.
 */
public final class ClientLimiter {

    private static final int MAX_CLIENTS = 65_536;

    private final int perSecond;
    private final int burst;
    private final boolean limitLoopback;
    private final MonotonicClock ticker;
    private final Cache<Client, TokenBucket> buckets =
            Caffeine.newBuilder().maximumSize(MAX_CLIENTS).build();

    /**
     * @param perSecond tokens that come back a second
     * @param burst tokens that a bucket holds
     */
    public ClientLimiter(int perSecond, int burst, boolean limitLoopback, MonotonicClock ticker) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.limitLoopback = limitLoopback;
        this.ticker = ticker;
    }

    /**
     * Takes a token for one request.
     *
     * @param address an IP address as text, never a name
     * @return 0 if the request may pass, else whole seconds until the next may
     */
    public int secondsToWait(String address) {
        InetAddress client = parse(address);
        if (client.isLoopbackAddress() && !limitLoopback) {
            return 0;
        }
        long now = ticker.nanos();
        return buckets.get(Client.of(client), key -> new TokenBucket(perSecond, burst, now))
                .take(now);
    }

    private static InetAddress parse(String address) {
        try {
            // Literals are not looked up; a scope ("%eth0") is of no use here and may name no interface.
            int scope = address.indexOf('%');
            String literal = scope < 0 ? address : address.substring(0, scope).replace("[", "");
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the server names its clients by IP address", e);
        }
    }

    private record Client(boolean isIpv6, long bits) {

        static Client of(InetAddress address) {
            byte[] octets = address.getAddress();
            return address instanceof Inet6Address
                    ? new Client(true, ByteBuffer.wrap(octets).getLong())
                    : new Client(false, ByteBuffer.wrap(octets).getInt());
        }
    }
}
