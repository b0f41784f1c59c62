package network.ian.p2p.discovery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Hash;
import network.ian.p2p.port.Surroundings;

/** The peers that an operator asked for ({@code ian peer add}), at most 64. Owned by the protocol's thread. */
final class Pins {

    static final int MOST = 64;

    private final NamedHosts hosts;
    private final Map<Endpoint, Hash> ids = new LinkedHashMap<>();

    Pins(Surroundings around) {
        this.hosts = new NamedHosts(around, "pinned peer");
    }

    /** False if there is no room for one more. */
    boolean add(HostPort host) {
        if (!hosts.contains(host) && hosts.size() >= MOST) {
            return false;
        }
        hosts.add(host);
        return true;
    }

    boolean remove(HostPort host) {
        boolean removed = hosts.remove(host);
        ids.keySet().removeIf(endpoint -> !covers(endpoint));
        return removed;
    }

    List<HostPort> hosts() {
        return hosts.hosts();
    }

    void refresh() {
        hosts.refresh();
    }

    boolean covers(Endpoint endpoint) {
        return hosts.endpoints().contains(endpoint);
    }

    boolean isPinned(Hash id) {
        return ids.containsValue(id);
    }

    /** The nodes that were met at pinned addresses. */
    Set<Hash> ids() {
        return new LinkedHashSet<>(ids.values());
    }

    /** A connection proved who is there. */
    void met(Endpoint endpoint, Hash id) {
        if (covers(endpoint)) {
            ids.put(endpoint, id);
        }
    }

    /** Addresses of pinned peers that are not connected, by {@code slots}. Of a name with several, one connection is enough. */
    List<Endpoint> missing(Slots slots) {
        List<Endpoint> missing = new ArrayList<>();
        for (HostPort host : hosts.hosts()) {
            List<Endpoint> addresses = hosts.endpoints(host);
            if (addresses.stream().noneMatch(endpoint -> connected(endpoint, slots))) {
                missing.addAll(addresses);
            }
        }
        return missing;
    }

    private boolean connected(Endpoint endpoint, Slots slots) {
        Hash id = ids.get(endpoint);
        return slots.reaches(endpoint) || (id != null && slots.connects(id));
    }
}
