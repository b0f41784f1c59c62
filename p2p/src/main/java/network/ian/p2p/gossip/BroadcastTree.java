package network.ian.p2p.gossip;

import network.ian.core.crypto.Hash;
import network.ian.core.ingest.Entrance;
import network.ian.p2p.intake.Offer;
import network.ian.p2p.intake.Result;
import network.ian.p2p.intake.Supplied;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.wire.AnnounceKind;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.WireEntry;

/**
 * One goal's broadcast tree at one node (Plumtree: Leitao, Pereira, Rodrigues 2007). Differs from the paper in that links are
 * pruned and exchanged by their record over several contributions, because one tree serves all origins
 * (docs/decisions/2026-11-21-gossip-tree.md).
 */
final class BroadcastTree {

    private static final int REMEMBERED_IDS = 16_384;

    private final GoalSet goal;
    private final TreeRules rules;
    private final Surroundings around;
    private final Entryway entryway;
    private final RecentEntries recent;
    private final RecentIds spread = new RecentIds(REMEMBERED_IDS);
    private final Neighbours neighbours;
    private final Wanted wanted;
    private final Spreader spreader;
    private final Supply supply;
    private final Origination origination;
    private final HopMeter hopMeter;
    private long swappedNanos;

    BroadcastTree(
            GoalSet goal, TreeRules rules, Surroundings around, Entryway entryway, RecentEntries recent, Blame blame) {
        this.goal = goal;
        this.rules = rules;
        this.around = around;
        this.entryway = entryway;
        this.recent = recent;
        this.neighbours = new Neighbours(goal.topic(), around.links());
        this.wanted = new Wanted(goal, rules, around, entryway, neighbours, blame);
        this.spreader = new Spreader(goal.topic(), rules, around, neighbours);
        this.supply = new Supply(goal, around, recent);
        this.origination = new Origination(goal, around, this::fromPeers, this::originate);
        this.hopMeter = new HopMeter(goal, around, recent);
        this.swappedNanos = around.ticker().nanos();
    }

    void up(Peer peer) {
        if (peer.takesPart(goal.topic())) {
            neighbours.up(peer);
        }
    }

    void down(Peer peer) {
        neighbours.down(peer);
    }

    void push(Peer from, Message.Push push) {
        TreeLink link = neighbours.of(from);
        if (link == null) {
            return;
        }
        Hash id = push.entry().id();
        link.holds(id);
        Pending pending = wanted.find(id);
        if (spread.contains(id) || (pending != null && pending.beingJudged())) {
            duplicate(link, push.hops(), pending);
        } else {
            offer(link, push, pending);
        }
    }

    void announce(Peer from, Message.Announce announce) {
        TreeLink link = neighbours.of(from);
        if (link == null) {
            return;
        }
        for (Hash id : announce.ids()) {
            link.holds(id);
            if (!spread.contains(id)) {
                wanted.announced(link, id, announce.kind() == AnnounceKind.LARGE);
            }
        }
    }

    void graft(Peer from, Message.Graft graft) {
        TreeLink link = neighbours.of(from);
        if (link != null) {
            if (graft.join()) {
                neighbours.grafted(link);
            }
            supply.answer(link, graft.wanted());
        }
    }

    void prune(Peer from) {
        TreeLink link = neighbours.of(from);
        if (link != null) {
            neighbours.pruned(link);
        }
    }

    void grown(int firstOrdinal) {
        hopMeter.grown(firstOrdinal);
        origination.grown(firstOrdinal);
    }

    void judged(Supplied supplied, Result result) {
        Hash id = supplied.entry().id();
        Pending pending = wanted.find(id);
        switch (result) {
            case ADMITTED -> admitted(supplied, wanted.remove(id));
            case FORGED -> forged(pending);
            case REFUSED, NOT_NOW -> {
                if (pending != null && pending.beingJudged()) {
                    wanted.remove(id);
                }
            }
        }
    }

    Neighbours neighbours() {
        return neighbours;
    }

    Wanted wanted() {
        return wanted;
    }

    private void offer(TreeLink link, Message.Push push, Pending known) {
        long now = around.ticker().nanos();
        Hash id = push.entry().id();
        Pending pending = known == null ? wanted.pushedFirst(id) : known;
        if (pending.wasAsked()) {
            pending.asked().forEach(asked -> suppliedBy(asked, link));
        }
        pending.pushed(link, push.hops(), now);
        Offer offer = entryway.offer(goal, new Supplied(push.entry(), link.peer(), Entrance.DOOR, push.hops(), now));
        if (offer != Offer.TAKEN && offer != Offer.IN_PROGRESS) {
            wanted.remove(id);
        }
    }

    private static void suppliedBy(TreeLink asked, TreeLink by) {
        if (asked.equals(by)) {
            asked.supplied();
        }
    }

    private void duplicate(TreeLink link, int hops, Pending pending) {
        spreader.received(true);
        if (pending != null) {
            pending.heldBy(link);
        }
        if (link.eager()) {
            link.duplicate();
            boolean strained = spreader.duplicateShare() > rules.pruneAboveShare();
            if (link.replaced() || !link.proven(around.ticker().nanos()) || (strained && link.redundant(rules))) {
                neighbours.prune(link);
            }
        } else if (hops > 1) {
            neighbours.prune(link);
        }
    }

    private void admitted(Supplied supplied, Pending pending) {
        Hash id = supplied.entry().id();
        if (pending == null || !pending.beingJudged()) {
            // Reconciliation brought it and announces it further; remembered so that it is not taken for a client's.
            spread.add(id);
            return;
        }
        spreader.received(false);
        credit(pending);
        hopMeter.admitted(id, pending.hops() + 1);
        forward(supplied.entry(), pending.hops() + 1, pending);
    }

    private void credit(Pending pending) {
        TreeLink pusher = pending.pusher();
        pusher.first();
        boolean unasked = !pending.wasAsked(pusher);
        if (unasked && pusher.eager()) {
            wanted.broughtByTree();
        }
        if (unasked && !pusher.eager() && pending.hops() > 1) {
            neighbours.promote(pusher);
        }
        TreeLink leader = pending.announcer();
        if (leader != null) {
            wanted.lagged(pending.leadNanos());
        }
        if (leader != null
                && !leader.gone()
                && !leader.eager()
                && pusher.eager()
                && pending.leadNanos() >= rules.swapLeadNanos()
                && leader.beats(pusher, rules)) {
            swap(pusher, leader);
        }
    }

    private void swap(TreeLink slower, TreeLink faster) {
        long now = around.ticker().nanos();
        if (now - swappedNanos >= rules.swapEveryNanos() && !slower.gone()) {
            swappedNanos = now;
            neighbours.graft(faster, null);
            slower.replace();
        }
    }

    private void originate(WireEntry entry) {
        forward(entry, 0, wanted.remove(entry.id()));
    }

    private void forward(WireEntry entry, int hops, Pending holders) {
        spread.add(entry.id());
        recent.keep(entry, hops, around.ticker().nanos());
        spreader.spread(entry, hops, holders);
    }

    private void forged(Pending pending) {
        if (pending != null && pending.beingJudged()) {
            pending.spoiled();
            wanted.ask(pending);
        }
    }

    private boolean fromPeers(Hash id) {
        if (spread.contains(id)) {
            return true;
        }
        Pending pending = wanted.find(id);
        return pending != null && pending.beingJudged();
    }
}
