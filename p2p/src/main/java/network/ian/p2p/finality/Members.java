package network.ian.p2p.finality;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.ian.p2p.peer.Peer;

/** The connected peers that take part in one goal, in the order in which they came. */
final class Members {

    private final Map<Peer, Member> byPeer = new LinkedHashMap<>();
    private List<Member> all = List.of();

    void add(Member member) {
        byPeer.put(member.peer(), member);
        all = List.copyOf(byPeer.values());
    }

    Optional<Member> remove(Peer peer) {
        Member removed = byPeer.remove(peer);
        all = List.copyOf(byPeer.values());
        return Optional.ofNullable(removed);
    }

    Optional<Member> of(Peer peer) {
        return Optional.ofNullable(byPeer.get(peer));
    }

    /** A snapshot: it does not change while it is walked through. */
    List<Member> all() {
        return all;
    }
}
