package network.ian.p2p.sync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.Head;

/** The connected peers that take part in one goal, in the order in which they came. */
final class Partners {

    private static final int HELPERS = 3;

    /** With this much to fetch, peers with about as many entries are asked for what one of them advertised. */
    private static final int BULK = 1_024;

    private final Map<Peer, Partner> byPeer = new LinkedHashMap<>();
    private List<Partner> all = List.of();

    void add(Partner partner) {
        byPeer.put(partner.peer(), partner);
        all = List.copyOf(byPeer.values());
    }

    /** What is removed is no longer usable. */
    Optional<Partner> remove(Peer peer) {
        Partner removed = byPeer.remove(peer);
        all = List.copyOf(byPeer.values());
        if (removed != null) {
            removed.usable(false);
        }
        return Optional.ofNullable(removed);
    }

    Optional<Partner> of(Peer peer) {
        return Optional.ofNullable(byPeer.get(peer));
    }

    boolean has(Partner partner) {
        return byPeer.get(partner.peer()) == partner;
    }

    /** A snapshot: it does not change while it is walked through. */
    List<Partner> all() {
        return all;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Others that very likely hold what {@code from} advertised, given how many entries this node holds. */
    List<Partner> helpers(Partner from, int own) {
        Optional<Head> head = from.head();
        List<Partner> helpers = new ArrayList<>(HELPERS);
        for (Partner partner : all) {
            if (helpers.size() < HELPERS
                    && partner != from
                    && partner.usable()
                    && partner.supply().helper()
                    && head.isPresent()
                    && (partner.sameSet(head.get()) || nearlyAsMuch(partner, head.get(), own))) {
                helpers.add(partner);
            }
        }
        return helpers;
    }

    private static boolean nearlyAsMuch(Partner partner, Head head, int own) {
        return head.entries() - own > BULK && partner.claimedEntries() >= head.entries() / 10 * 9;
    }
}
