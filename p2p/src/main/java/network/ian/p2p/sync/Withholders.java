package network.ian.p2p.sync;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import network.ian.core.crypto.Hash;

/**
 * Nodes that advertised what they did not supply (formats.md, "Reconciliation"): not asked for those ids again, and not
 * reconciled with for an hour after 64 of them. Outlives connections; the node that was touched longest ago is forgotten first.
 */
final class Withholders {

    static final int LIMIT = 64;
    static final long BARRED_NANOS = 3_600_000_000_000L;
    static final int NODES = 1_024;

    private final Map<Hash, Withheld> nodes = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash, Withheld> eldest) {
            return size() > NODES;
        }
    };

    /** Notes an id that {@code node} advertised and did not supply. */
    void withheld(Hash node, Hash id, long nowNanos) {
        Withheld withheld = nodes.computeIfAbsent(node, unknown -> new Withheld());
        if (withheld.ids.size() < LIMIT && withheld.ids.add(id) && withheld.ids.size() == LIMIT) {
            withheld.barredSinceNanos = nowNanos;
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

    boolean withholds(Hash node, Hash id) {
        Withheld withheld = nodes.get(node);
        return withheld != null && withheld.ids.contains(id);
    }

    int size() {
        return nodes.size();
    }

    private static final class Withheld {

        private final Set<Hash> ids = new LinkedHashSet<>();
        private long barredSinceNanos;
    }
}
