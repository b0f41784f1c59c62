package network.ian.p2p.discovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.ian.core.runtime.MonotonicClock;
import network.ian.p2p.peer.IpPrefix;

/** The dials on their way, at most 4 and at most 8 a minute into one prefix. Owned by the protocol's thread. */
final class Dials {

    static final int MOST = 4;
    static final int PER_PREFIX_MINUTE = 8;

    private static final int MOST_PINNED = 2;
    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    private final MonotonicClock ticker;
    private final Map<Endpoint, Dial> open = new LinkedHashMap<>();
    private final Map<IpPrefix, Integer> lately = new HashMap<>();
    private long minuteNanos;

    private record Dial(Role role, IpPrefix prefix, long sinceNanos) {}

    Dials(MonotonicClock ticker) {
        this.ticker = ticker;
        this.minuteNanos = ticker.nanos();
    }

    boolean hasRoom() {
        return open.size() < MOST;
    }

    /** Pinned peers that do not answer shall not keep the node from finding others. */
    boolean hasRoomForPinned() {
        return hasRoom() && count(Role.PINNED) < MOST_PINNED;
    }

    int size() {
        return open.size();
    }

    int count(Role role) {
        int count = 0;
        for (Dial dial : open.values()) {
            if (dial.role() == role) {
                count++;
            }
        }
        return count;
    }

    boolean contains(Endpoint endpoint) {
        return open.containsKey(endpoint);
    }

    /** Whether one more may go into the prefix now. */
    boolean allows(IpPrefix prefix) {
        if (SlotRules.exempt(prefix)) {
            return true;
        }
        if (ticker.nanos() - minuteNanos >= MINUTE_NANOS) {
            lately.clear();
            minuteNanos = ticker.nanos();
        }
        return lately.getOrDefault(prefix, 0) < PER_PREFIX_MINUTE
                && open.values().stream().noneMatch(dial -> dial.prefix().equals(prefix));
    }

    void begin(Endpoint endpoint, Role role) {
        IpPrefix prefix = endpoint.prefix();
        open.put(endpoint, new Dial(role, prefix, ticker.nanos()));
        lately.merge(prefix, 1, Integer::sum);
    }

    /** What the dial was for; empty if none was on its way. */
    Optional<Role> end(Endpoint endpoint) {
        return Optional.ofNullable(open.remove(endpoint)).map(Dial::role);
    }

    /** Dials of which nothing was heard for a minute. */
    List<Endpoint> overdue() {
        List<Endpoint> overdue = new ArrayList<>();
        open.forEach((endpoint, dial) -> {
            if (ticker.nanos() - dial.sinceNanos() > MINUTE_NANOS) {
                overdue.add(endpoint);
            }
        });
        return overdue;
    }
}
