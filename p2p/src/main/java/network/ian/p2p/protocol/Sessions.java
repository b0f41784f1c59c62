package network.ian.p2p.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.ian.core.crypto.Hash;

/** The connections that are kept, each under its link; under a node's id the newest of them. */
final class Sessions {

    private final Map<Long, Session> byLink = new LinkedHashMap<>();
    private final Map<Hash, Session> byId = new LinkedHashMap<>();

    void add(Session session) {
        byLink.put(session.peer().connection().link(), session);
        byId.put(session.peer().id(), session);
    }

    void remove(Session session) {
        byLink.remove(session.peer().connection().link());
        byId.remove(session.peer().id(), session);
    }

    Optional<Session> at(long link) {
        return Optional.ofNullable(byLink.get(link));
    }

    Optional<Session> of(Hash id) {
        return Optional.ofNullable(byId.get(id));
    }

    boolean has(Session session) {
        return byLink.get(session.peer().connection().link()) == session;
    }

    /** A snapshot. */
    List<Session> all() {
        return List.copyOf(byLink.values());
    }

    /** A snapshot of those whose Hello was accepted. */
    List<Session> up() {
        return byLink.values().stream().filter(Session::up).toList();
    }
}
