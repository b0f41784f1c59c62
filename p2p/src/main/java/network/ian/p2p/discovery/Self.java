package network.ian.p2p.discovery;

import java.util.LinkedHashSet;
import java.util.Set;
import network.ian.core.crypto.Hash;

/** This node, so that it does not dial itself: its id and the addresses that turned out to be its own. */
final class Self {

    private static final int MOST = 64;

    private final Hash id;
    private final Set<Endpoint> endpoints = new LinkedHashSet<>();

    Self(DiscoveryConfig config) {
        this.id = config.self();
        config.address().flatMap(record -> Endpoint.of(record.address())).ifPresent(endpoints::add);
    }

    boolean is(Hash node) {
        return id.equals(node);
    }

    boolean isAt(Endpoint endpoint) {
        return endpoints.contains(endpoint);
    }

    /** A connection there led back here. */
    void found(Endpoint endpoint) {
        if (endpoints.size() < MOST) {
            endpoints.add(endpoint);
        }
    }
}
