package network.ian.api.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import network.ian.core.runtime.MonotonicClock;

/**
 * A token bucket per {@link ClientNetwork}. The table is bounded: a client that is pushed out of it starts with a full bucket. Thread-safe.
 */
public final class ClientLimiter {

    private static final int MAX_CLIENTS = 65_536;

    private final int perSecond;
    private final int burst;
    private final boolean limitLoopback;
    private final MonotonicClock ticker;
    private final Cache<ClientNetwork, TokenBucket> buckets =
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
        InetAddress client = ClientNetwork.parse(address);
        if (client.isLoopbackAddress() && !limitLoopback) {
            return 0;
        }
        long now = ticker.nanos();
        return buckets.get(ClientNetwork.of(client), key -> new TokenBucket(perSecond, burst, now))
                .take(now);
    }
}
