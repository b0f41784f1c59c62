package network.ian.p2p.score;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.ian.core.crypto.Hash;
import network.ian.p2p.peer.IpPrefix;

/**
 * Bans of address prefixes: one falls after three of its ids were banned within an hour. Loopback and private prefixes are
 * never banned, since many honest nodes may share them; ids that are first met there while it lasts are throttled instead.
 */
final class PrefixBans {

    private static final int STRIKES = 3;
    private static final long STRIKE_NANOS = 3_600_000_000_000L;
    private static final int MAX_PREFIXES = 10_000;

    private final Map<IpPrefix, List<Strike>> strikes = new LinkedHashMap<>();
    private final Map<IpPrefix, Long> banEnds = new LinkedHashMap<>();
    private final Map<IpPrefix, Throttle> throttles = new LinkedHashMap<>();

    private record Strike(Hash id, long nanos) {}

    private record Throttle(long sinceNanos, long endNanos) {}

    enum Outcome {
        NONE,
        BANNED,
        THROTTLED
    }

    /** An id of this prefix was banned for what it did. */
    Outcome strike(IpPrefix prefix, Hash id, long banNanos, long nowNanos) {
        List<Strike> recent = strikes.remove(prefix);
        recent = recent == null ? new ArrayList<>() : recent;
        recent.removeIf(strike -> strike.id().equals(id) || nowNanos - strike.nanos() >= STRIKE_NANOS);
        recent.add(new Strike(id, nowNanos));
        if (recent.size() < STRIKES) {
            // Put last: what is dropped first is what has been quiet longest.
            strikes.put(prefix, recent);
            bound(strikes);
            return Outcome.NONE;
        }
        if (prefix.isLoopback() || prefix.isPrivate()) {
            Throttle running = throttles.remove(prefix);
            boolean runs = running != null && running.endNanos() - nowNanos > 0;
            throttles.put(prefix, new Throttle(runs ? running.sinceNanos() : nowNanos, nowNanos + banNanos));
            bound(throttles);
            return Outcome.THROTTLED;
        }
        Long running = banEnds.get(prefix);
        ban(prefix, running == null ? banNanos : Math.max(banNanos, running - nowNanos), nowNanos);
        return Outcome.BANNED;
    }

    void ban(IpPrefix prefix, long durationNanos, long nowNanos) {
        banEnds.remove(prefix);
        banEnds.put(prefix, nowNanos + durationNanos);
        bound(banEnds);
    }

    boolean unban(IpPrefix prefix) {
        strikes.remove(prefix);
        throttles.remove(prefix);
        return banEnds.remove(prefix) != null;
    }

    boolean banned(IpPrefix prefix, long nowNanos) {
        Long end = banEnds.get(prefix);
        if (end != null && end - nowNanos <= 0) {
            banEnds.remove(prefix);
            return false;
        }
        return end != null;
    }

    /** Whether {@code standing}, which is met at {@code prefix}, pays for what others there did. */
    boolean throttles(IpPrefix prefix, Standing standing, long nowNanos) {
        Throttle throttle = throttles.get(prefix);
        return throttle != null && throttle.endNanos() - nowNanos > 0 && standing.metAfter(throttle.sinceNanos());
    }

    /** The banned prefixes and the nanoseconds left. */
    Map<IpPrefix, Long> left(long nowNanos) {
        Map<IpPrefix, Long> left = new LinkedHashMap<>();
        banEnds.values().removeIf(end -> end - nowNanos <= 0);
        banEnds.forEach((prefix, end) -> left.put(prefix, end - nowNanos));
        return left;
    }

    /** Prefixes remembered for any cause, for a gauge; 30,000 at most. */
    int size() {
        return strikes.size() + banEnds.size() + throttles.size();
    }

    private static void bound(Map<IpPrefix, ?> map) {
        if (map.size() > MAX_PREFIXES) {
            Iterator<IpPrefix> oldest = map.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
