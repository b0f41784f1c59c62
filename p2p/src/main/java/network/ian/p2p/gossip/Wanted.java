package network.ian.p2p.gossip;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.ian.core.crypto.Hash;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.RoundTrip;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.wire.Message;

/**
 * The contributions of one goal that are announced but missing, or being judged. Asks for what no push brings in time, one
 * holder after the other, so a peer that announces and stays silent costs a wait and no delivery. Bounded in all, and by the
 * peer that announced first.
 */
final class Wanted {

    static final int MAX_IDS = 8_192;
    static final int MAX_PER_PEER = 512;
    static final int MAX_PER_DOUBTED_PEER = 16;
    private static final long NANOS_PER_BYTE = 1_000;
    private static final int MISSED_WINDOW = 8;
    private static final double MISSED_TO_JOIN = 0.25;

    private final GoalSet goal;
    private final TreeRules rules;
    private final Surroundings around;
    private final Entryway entryway;
    private final Neighbours neighbours;
    private final Blame blame;
    private final RoundTrip lag = new RoundTrip();
    private final Share missed = new Share(MISSED_WINDOW);
    private final Map<Hash, Pending> byId = new HashMap<>();

    Wanted(GoalSet goal, TreeRules rules, Surroundings around, Entryway entryway, Neighbours neighbours, Blame blame) {
        this.goal = goal;
        this.rules = rules;
        this.around = around;
        this.entryway = entryway;
        this.neighbours = neighbours;
        this.blame = blame;
    }

    /** Null if the id is neither wanted nor being judged. */
    Pending find(Hash id) {
        return byId.get(id);
    }

    int size() {
        return byId.size();
    }

    void announced(TreeLink by, Hash id, boolean large) {
        Pending pending = byId.get(id);
        if (pending != null) {
            pending.heldBy(by);
            if (large && !pending.large()) {
                pending.isLarge();
                askUnlessAsked(pending);
            }
        } else if (hasRoomFor(by) && !entryway.settled(goal, id)) {
            begin(by, id, large);
        }
    }

    /** The entry for something that is pushed before anybody announced it, to be judged. */
    Pending pushedFirst(Hash id) {
        Pending pending = new Pending(id, null, around.ticker().nanos());
        byId.put(id, pending);
        return pending;
    }

    /** Ends the search for an id. */
    Pending remove(Hash id) {
        Pending pending = byId.remove(id);
        if (pending != null && pending.announcer() != null) {
            pending.announcer().wanted(-1);
        }
        return pending;
    }

    /** Asks the next holder at once, or gives the id up if there is none. */
    void ask(Pending pending) {
        TreeLink link = pending.nextToAsk();
        if (link == null) {
            giveUp(pending);
            return;
        }
        if (!pending.large()) {
            missed.count(true);
        }
        if (pending.large() || missed.value() < MISSED_TO_JOIN || !neighbours.roomForEager()) {
            around.links().send(link.peer(), new Message.Graft(goal.topic(), false, List.of(pending.id())));
        } else {
            neighbours.graft(link, pending.id());
        }
        around.timers().after(patience(link, pending), () -> unanswered(pending, link));
    }

    private boolean hasRoomFor(TreeLink by) {
        int limit = by.doubted() ? MAX_PER_DOUBTED_PEER : MAX_PER_PEER;
        return byId.size() < MAX_IDS && by.wanted() < limit;
    }

    private void begin(TreeLink by, Hash id, boolean large) {
        Pending pending = new Pending(id, by, around.ticker().nanos());
        pending.heldBy(by);
        by.wanted(1);
        byId.put(id, pending);
        if (large) {
            pending.isLarge();
            ask(pending);
        } else {
            around.timers().after(Math.max(wait(by), usualLag()), () -> askUnlessAsked(pending));
        }
    }

    private void askUnlessAsked(Pending pending) {
        if (isOpen(pending) && !pending.wasAsked()) {
            ask(pending);
        }
    }

    private boolean isOpen(Pending pending) {
        return pending.equals(byId.get(pending.id())) && !pending.beingJudged();
    }

    private void unanswered(Pending pending, TreeLink link) {
        if (isOpen(pending) && pending.waitsFor(link)) {
            link.doubt();
            ask(pending);
        }
    }

    private void giveUp(Pending pending) {
        remove(pending.id());
        if (!entryway.settled(goal, pending.id())) {
            // Blame may end a connection at once, and with it change who is asked for other ids.
            for (TreeLink link : List.copyOf(pending.asked())) {
                if (!link.gone()) {
                    blame.notSupplied(link.peer());
                }
            }
        }
    }

    private long patience(TreeLink link, Pending pending) {
        return wait(link) + (pending.large() ? goal.maxPackBytes() * NANOS_PER_BYTE : 0);
    }

    /** The tree brought something unasked. */
    void broughtByTree() {
        missed.count(false);
    }

    /** A push came after an announcement: how long such pushes take is part of how long to wait for one. */
    void lagged(long nanos) {
        lag.sample(nanos);
    }

    private long usualLag() {
        return Math.min(lag.smoothedNanos() + rules.lagDeviations() * lag.deviationNanos(), rules.waitMaxNanos());
    }

    /** Twice the measured round trip: a push that is later than that is not on its way. */
    private long wait(TreeLink link) {
        long twice = 2 * link.peer().roundTrip().smoothedNanos();
        return Math.min(Math.max(twice, rules.waitMinNanos()), rules.waitMaxNanos());
    }
}
