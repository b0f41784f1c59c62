package network.ian.p2p.sync;

import java.util.LinkedHashMap;
import java.util.Map;
import network.ian.core.crypto.Hash;

/**
 * Nodes that advertised what they did not supply (formats.md, "Reconciliation"): not asked for those ids again for a minute, twice as
 * long each further time and an hour at most, and not reconciled with for an hour after 64 of them. Not for ever, because an
 * overloaded node withholds as a liar does, and may be the only one that has the entry. Outlives connections; the node that was
 * touched longest ago is forgotten first.
 */
final class Withholders {

    static final int LIMIT = 64;
    static final long FIRST_NANOS = 60_000_000_000L;
    static final long BARRED_NANOS = 3_600_000_000_000L;
    static final int NODES = 1_024;

    private final Map<Hash, Withheld> nodes = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash, Withheld> eldest) {
            return size() > NODES;
        }
    };

    /** Notes an id that {@code node} advertised and did not supply; whether it is the first time, which alone is to be blamed. */
    boolean withheld(Hash node, Hash id, long nowNanos) {
        Withheld withheld = nodes.computeIfAbsent(node, unknown -> new Withheld());
        Pause known = withheld.ids.get(id);
        if (known != null) {
            withheld.ids.put(id, known.next(nowNanos));
        } else if (withheld.ids.size() < LIMIT) {
            withheld.ids.put(id, new Pause(nowNanos, FIRST_NANOS));
            withheld.barredSinceNanos = nowNanos;
        }
        return known == null;
    }

    /** Notes that {@code node} supplied an id after all. */
    void supplied(Hash node, Hash id) {
        Withheld withheld = nodes.get(node);
        if (withheld != null
                && withheld.ids.size() < LIMIT
                && withheld.ids.remove(id) != null
                && withheld.ids.isEmpty()) {
            nodes.remove(node);
        }
    }

    boolean barred(Hash node, long nowNanos) {
        Withheld withheld = nodes.get(node);
        if (withheld == null || withheld.ids.size() < LIMIT) {
            return false;
        }
        if (nowNanos - withheld.barredSinceNanos >= BARRED_NANOS) {
            nodes.remove(node);
            return false;
        }
        return true;
    }

    /** Whether {@code node} is not to be asked for {@code id} now. */
    boolean withholds(Hash node, Hash id, long nowNanos) {
        Withheld withheld = nodes.get(node);
        Pause pause = withheld == null ? null : withheld.ids.get(id);
        return pause != null && nowNanos - pause.sinceNanos < pause.nanos;
    }

    int size() {
        return nodes.size();
    }

    private record Pause(long sinceNanos, long nanos) {

        Pause next(long nowNanos) {
            return new Pause(nowNanos, Math.min(nanos * 2, BARRED_NANOS));
        }
    }

    /** At most {@link #LIMIT} ids; {@code barredSinceNanos} counts once there are as many. */
    private static final class Withheld {

        private final Map<Hash, Pause> ids = new LinkedHashMap<>();
        private long barredSinceNanos;
    }
}
