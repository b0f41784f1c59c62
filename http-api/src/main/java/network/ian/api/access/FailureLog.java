package network.ian.api.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import network.ian.core.runtime.MonotonicClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator, and tools such as fail2ban, whose credentials were refused: at WARN {@code Authentication failed} with
 * {@code client}, {@code reason} and {@code failures} (since the last line about that client), once a minute and
 * {@link ClientNetwork}. Nothing that the client sent is in it but the id of a token. Bounded; thread-safe.
 */
public final class FailureLog {

    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);
    private static final int MAX_CLIENTS = 65_536;
    private static final long INTERVAL = TimeUnit.MINUTES.toNanos(1);

    private final MonotonicClock ticker;
    private final Cache<ClientNetwork, Said> records =
            Caffeine.newBuilder().maximumSize(MAX_CLIENTS).build();

    public FailureLog(MonotonicClock ticker) {
        this.ticker = ticker;
    }

    private record Said(long saidAt, int unsaid) {}

    /** @param client an IP address as text, never a name */
    void failed(String client, AuthFailure reason, Optional<String> tokenId) {
        int failures = toSay(client);
        if (failures > 0) {
            LOG.atWarn()
                    .addKeyValue("client", client)
                    .addKeyValue("reason", reason.label())
                    .addKeyValue("failures", failures)
                    .addKeyValue("token", tokenId.orElse("none"))
                    .log("Authentication failed");
        }
    }

    /** How many failures a line tells of; 0 if it is too early for one. */
    private int toSay(String client) {
        long now = ticker.nanos();
        AtomicInteger failures = new AtomicInteger();
        records.asMap().compute(ClientNetwork.of(client), (key, before) -> {
            if (before != null && now - before.saidAt() < INTERVAL) {
                return new Said(before.saidAt(), before.unsaid() + 1);
            }
            failures.set(before == null ? 1 : before.unsaid() + 1);
            return new Said(now, 0);
        });
        return failures.get();
    }
}
