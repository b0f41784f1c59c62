package network.ian.p2p.score;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import network.ian.core.crypto.Hash;

/**
 * What is held of peers, by id, bounded. When it is full the peers unseen for longest go, one in a hundred at a time; connected
 * and pinned ones stay, banned ones stay as long as there is another.
 */
final class Standings {

    private final Map<Hash, Standing> byId = new LinkedHashMap<>();
    private final Set<Hash> pins = new LinkedHashSet<>();
    private final Predicate<Hash> connected;
    private final int capacity;

    /**
     * Begins empty.
     *
     * @param connected whether a peer is connected now
     * @param capacity most peers held, 1 or more
     */
    Standings(Predicate<Hash> connected, int capacity) {
        this.connected = connected;
        this.capacity = capacity;
    }

    Optional<Standing> find(Hash id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The record of {@code id}, begun if there is none. */
    Standing obtain(Hash id, long nowNanos, long nowMs, boolean newcomer) {
        Standing existing = byId.get(id);
        if (existing != null) {
            return existing;
        }
        if (byId.size() >= capacity) {
            prune(nowNanos);
        }
        Standing fresh = new Standing(id, nowNanos, nowMs, newcomer);
        byId.put(id, fresh);
        return fresh;
    }

    void remove(Hash id) {
        byId.remove(id);
    }

    Collection<Standing> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    int size() {
        return byId.size();
    }

    boolean pin(Hash id) {
        return pins.add(id);
    }

    boolean unpin(Hash id) {
        return pins.remove(id);
    }

    boolean pinned(Hash id) {
        return pins.contains(id);
    }

    private void prune(long nowNanos) {
        List<Standing> idle = new ArrayList<>();
        List<Standing> banned = new ArrayList<>();
        for (Standing standing : byId.values()) {
            if (!pinned(standing.id()) && !connected.test(standing.id())) {
                (standing.banned(nowNanos) ? banned : idle).add(standing);
            }
        }
        idle.sort(Comparator.comparingLong(Standing::lastSeenMs));
        banned.sort(Comparator.comparingLong(standing -> standing.banLeft(nowNanos)));
        List<Standing> victims = idle.isEmpty() ? banned : idle;
        int count = Math.min(victims.size(), Math.max(1, capacity / 100));
        victims.subList(0, count).forEach(standing -> byId.remove(standing.id()));
    }
}
