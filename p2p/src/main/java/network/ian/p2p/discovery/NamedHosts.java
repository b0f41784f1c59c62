package network.ian.p2p.discovery;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import network.ian.core.config.HostPort;
import network.ian.p2p.port.Surroundings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Places that an operator named, and the addresses that they stand for now. Names are looked up again every five minutes;
 * while a look-up fails the last answer stands. Owned by the protocol's thread.
 */
final class NamedHosts {

    private static final Logger LOG = LoggerFactory.getLogger(NamedHosts.class);
    private static final long AGAIN_NANOS = Duration.ofMinutes(5).toNanos();
    private static final long RETRY_NANOS = Duration.ofSeconds(15).toNanos();
    private static final int MOST_ADDRESSES = 64;

    private final Surroundings around;
    private final String what;
    private final Map<HostPort, Place> places = new LinkedHashMap<>();
    private List<Endpoint> endpoints = List.of();

    private static final class Place {
        private List<Endpoint> found = List.of();
        private boolean literal;
        private boolean failing;
        private long nextNanos;
    }

    /** @param what what the places are, for the log */
    NamedHosts(Surroundings around, String what) {
        this.around = around;
        this.what = what;
    }

    void add(HostPort host) {
        Place place = new Place();
        place.nextNanos = around.ticker().nanos();
        Endpoint.of(host).ifPresent(literal -> {
            place.literal = true;
            place.found = List.of(literal);
        });
        places.putIfAbsent(host, place);
        flatten();
    }

    boolean remove(HostPort host) {
        boolean removed = places.remove(host) != null;
        flatten();
        return removed;
    }

    List<HostPort> hosts() {
        return List.copyOf(places.keySet());
    }

    int size() {
        return places.size();
    }

    boolean contains(HostPort host) {
        return places.containsKey(host);
    }

    /** The addresses of all places, each once. */
    List<Endpoint> endpoints() {
        return endpoints;
    }

    List<Endpoint> endpoints(HostPort host) {
        Place place = places.get(host);
        return place == null ? List.of() : place.found;
    }

    /** Looks up the names whose time has come. */
    void refresh() {
        long now = around.ticker().nanos();
        places.forEach((host, place) -> {
            if (!place.literal && now - place.nextNanos >= 0) {
                place.nextNanos = now + AGAIN_NANOS;
                around.dialing().resolve(host.host(), addresses -> resolved(host, place, addresses));
            }
        });
    }

    private void resolved(HostPort host, Place place, List<InetAddress> addresses) {
        if (addresses.isEmpty()) {
            place.nextNanos = around.ticker().nanos() + RETRY_NANOS;
            if (!place.failing) {
                LOG.warn("{} {} cannot be looked up; tried again every 15 s", what, host);
            }
        } else {
            Set<Endpoint> found = new LinkedHashSet<>();
            addresses.stream().limit(MOST_ADDRESSES).forEach(one -> found.add(Endpoint.of(one, host.port())));
            place.found = List.copyOf(found);
            if (place.failing) {
                LOG.info("{} {} has {} addresses", what, host, found.size());
            }
            flatten();
        }
        place.failing = addresses.isEmpty();
    }

    private void flatten() {
        Set<Endpoint> all = new LinkedHashSet<>();
        places.values().forEach(place -> all.addAll(place.found));
        endpoints = new ArrayList<>(all);
    }
}
