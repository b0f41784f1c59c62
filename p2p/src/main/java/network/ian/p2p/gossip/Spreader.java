package network.ian.p2p.gossip;

import network.ian.core.crypto.Hash;
import network.ian.p2p.gossip.Announcer.Announcing;
import network.ian.p2p.port.Links;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.WireEntry;

/**
 * Sends an admitted contribution on: pushed over eager links, announced over lazy ones. Where it came in, and one hop on,
 * it is pushed to some lazy peers as well: the shared tree is then entered in many places, which shortens the way to the far
 * side of it.
 */
final class Spreader {

    private static final int SHARE_WINDOW = 256;
    private static final int LAST_HOP = 255;

    private final Hash topic;
    private final TreeRules rules;
    private final Surroundings around;
    private final Neighbours neighbours;
    private final Announcer announcer;
    private final Share duplicates = new Share(SHARE_WINDOW);

    Spreader(Hash topic, TreeRules rules, Surroundings around, Neighbours neighbours) {
        this.topic = topic;
        this.rules = rules;
        this.around = around;
        this.neighbours = neighbours;
        this.announcer = new Announcer(topic, rules, around, neighbours);
    }

    /** A push came in. The share of duplicates tells how much may be pushed beside the tree. */
    void received(boolean duplicate) {
        duplicates.count(duplicate);
    }

    double duplicateShare() {
        return duplicates.value();
    }

    /**
     * Sends an entry to everybody who is not known to hold it.
     *
     * @param hops nodes it has passed, this one not counted; 0 if it came in here
     * @param holders who holds it; null if nobody is known to
     */
    void spread(WireEntry entry, int hops, Pending holders) {
        Links wires = around.links();
        long now = around.ticker().nanos();
        boolean large = entry.contentBytes() > rules.largeBytes();
        Announcing announcing = announcer.begin(entry.id(), large);
        Message push = new Message.Push(topic, Math.min(hops, LAST_HOP), entry);
        int lazyLeft = large ? 0 : neighbours.all().size() - neighbours.eagerCount();
        int extraLeft = large ? 0 : extra(hops);
        for (TreeLink link : neighbours.all()) {
            boolean chosen = link.eager();
            if (!chosen && extraLeft > 0) {
                chosen = around.random().nextInt(lazyLeft) < extraLeft;
                extraLeft -= chosen ? 1 : 0;
            }
            lazyLeft -= link.eager() ? 0 : 1;
            if (holders != null && holders.isHeldBy(link)) {
                continue;
            }
            boolean pushes = chosen && !large && !wires.congested(link.peer());
            if (pushes) {
                wires.send(link.peer(), push);
                link.pushed(now);
            } else {
                announcing.to(link);
            }
        }
    }

    private int extra(int hops) {
        return switch (hops) {
            case 0 -> extra(rules.originExtra(), rules.originUntilShare());
            case 1 -> extra(rules.firstHopExtra(), rules.firstHopUntilShare());
            default -> 0;
        };
    }

    /** So many of {@code most} as the share of duplicates leaves, rounded at random. */
    private int extra(int most, double untilShare) {
        double room = 1 - duplicates.value() / untilShare;
        return room <= 0 ? 0 : (int) (most * room + around.random().nextDouble());
    }
}
