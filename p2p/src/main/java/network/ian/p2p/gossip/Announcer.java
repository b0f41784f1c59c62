package network.ian.p2p.gossip;

import java.util.List;
import network.ian.core.crypto.Hash;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.wire.AnnounceKind;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.WireLimits;

/**
 * Tells lazy peers what is held here. Where much comes in, an announcement of its own for each contribution would cost more frames than all
 * pushes together, so those that follow another one closely are gathered, and what a peer shows to hold meanwhile is not announced to it.
 */
final class Announcer {

    private final Hash topic;
    private final TreeRules rules;
    private final Surroundings around;
    private final Neighbours neighbours;
    private long toldNanos;
    private boolean armed;

    Announcer(Hash topic, TreeRules rules, Surroundings around, Neighbours neighbours) {
        this.topic = topic;
        this.rules = rules;
        this.around = around;
        this.neighbours = neighbours;
        this.toldNanos = around.ticker().nanos() - rules.gatherNanos();
    }

    /** How one contribution is announced to whoever is not pushed it. */
    interface Announcing {
        void to(TreeLink link);
    }

    /** Of one more contribution. What is large is announced at once: nobody is pushed it. */
    Announcing begin(Hash id, boolean large) {
        if (large) {
            Message now = new Message.Announce(topic, AnnounceKind.LARGE, List.of(id));
            return link -> around.links().send(link.peer(), now);
        }
        long nanos = around.ticker().nanos();
        if (nanos - toldNanos < rules.gatherNanos()) {
            return link -> gather(link, id);
        }
        toldNanos = nanos;
        Message now = new Message.Announce(topic, AnnounceKind.LAZY, List.of(id));
        return link -> around.links().send(link.peer(), now);
    }

    private void gather(TreeLink link, Hash id) {
        link.unannounced().add(id);
        if (link.unannounced().size() >= WireLimits.ANNOUNCED_IDS) {
            tell(link);
        }
        if (!armed) {
            armed = true;
            around.timers()
                    .after(toldNanos + rules.gatherNanos() - around.ticker().nanos(), this::tellAll);
        }
    }

    private void tellAll() {
        armed = false;
        toldNanos = around.ticker().nanos();
        neighbours.all().forEach(this::tell);
    }

    private void tell(TreeLink link) {
        if (!link.unannounced().isEmpty()) {
            List<Hash> ids = List.copyOf(link.unannounced());
            link.unannounced().clear();
            around.links().send(link.peer(), new Message.Announce(topic, AnnounceKind.LAZY, ids));
        }
    }
}
