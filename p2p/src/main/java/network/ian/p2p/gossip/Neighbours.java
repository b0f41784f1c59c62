package network.ian.p2p.gossip;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.ian.core.crypto.Hash;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.Links;
import network.ian.p2p.wire.Message;

/**
 * The peers of one goal's tree and which of them are eager. Keeps at least one eager, so that somebody pushes here, and at
 * least two lazy where there are four or more, so that somebody announces what a silent parent withholds.
 */
final class Neighbours {

    private static final int MAX_EAGER = 24;
    private static final int LAZY_FLOOR = 2;

    private final Hash topic;
    private final Links wires;
    private final List<TreeLink> all = new ArrayList<>();
    private final Map<Peer, TreeLink> byPeer = new HashMap<>();
    private int eager;

    Neighbours(Hash topic, Links wires) {
        this.topic = topic;
        this.wires = wires;
    }

    /** In the order in which they came. */
    List<TreeLink> all() {
        return Collections.unmodifiableList(all);
    }

    /** Null if the peer is not up or takes no part in the goal. */
    TreeLink of(Peer peer) {
        return byPeer.get(peer);
    }

    int eagerCount() {
        return eager;
    }

    void up(Peer peer) {
        if (!byPeer.containsKey(peer)) {
            TreeLink link = new TreeLink(peer);
            all.add(link);
            byPeer.put(peer, link);
            eager++;
        }
    }

    void down(Peer peer) {
        TreeLink link = byPeer.remove(peer);
        if (link != null) {
            link.leave();
            all.remove(link);
            eager -= link.eager() ? 1 : 0;
            keepOneEager(link);
        }
    }

    /** Makes a link eager on this side only. */
    void promote(TreeLink link) {
        if (!link.eager() && !link.gone()) {
            link.eager(true);
            eager++;
        }
    }

    /** Asks the peer for pushes from now on, and for one id at once if it is not null. */
    void graft(TreeLink link, Hash id) {
        promote(link);
        wires.send(link.peer(), new Message.Graft(topic, true, id == null ? List.of() : List.of(id)));
    }

    /** The peer asks for pushes. Refused with a prune where the floor of lazy peers would be lost. */
    void grafted(TreeLink link) {
        if (link.eager()) {
            return;
        }
        if (roomForEager()) {
            promote(link);
        } else {
            wires.send(link.peer(), new Message.Prune(topic));
        }
    }

    boolean roomForEager() {
        return eager < Math.min(MAX_EAGER, Math.max(LAZY_FLOOR, all.size() - LAZY_FLOOR));
    }

    /** Asks the peer to announce only, unless it is the last eager one. */
    void prune(TreeLink link) {
        if (!link.eager()) {
            wires.send(link.peer(), new Message.Prune(topic));
        } else if (eager > 1) {
            demote(link);
            wires.send(link.peer(), new Message.Prune(topic));
        }
    }

    /** The peer asks for announcements only. */
    void pruned(TreeLink link) {
        if (link.eager()) {
            demote(link);
            keepOneEager(link);
        }
    }

    private void demote(TreeLink link) {
        link.eager(false);
        eager--;
    }

    private void keepOneEager(TreeLink but) {
        if (eager == 0) {
            TreeLink nearest = nearest(but);
            if (nearest != null) {
                graft(nearest, null);
            }
        }
    }

    private TreeLink nearest(TreeLink but) {
        TreeLink nearest = null;
        for (TreeLink link : all) {
            if (!link.equals(but) && (nearest == null || better(link, nearest))) {
                nearest = link;
            }
        }
        return nearest;
    }

    private static boolean better(TreeLink link, TreeLink than) {
        if (link.doubted() != than.doubted()) {
            return than.doubted();
        }
        return link.peer().roundTrip().smoothedNanos() < than.peer().roundTrip().smoothedNanos();
    }
}
