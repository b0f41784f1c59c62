package network.ian.p2p.sync;

import java.util.List;
import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.score.Deed;
import network.ian.p2p.score.Fault;
import network.ian.p2p.sync.Reconciliation.Step;
import network.ian.p2p.wire.Head;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.ReconcileEndReason;

/** One goal's own reconciliations: when, with whom, and what becomes of what they find. */
final class Sessions {

    static final int AT_ONCE = 2;
    static final int ANNOUNCED = 4_096;

    private static final long FIRST_WITHIN_NANOS = 1_000_000_000L;

    /** How long the sets must have differed: gossip under way is no reason. */
    private static final long PATIENCE_NANOS = 3_000_000_000L;

    /** How much longer the side with more entries waits for the other to begin. */
    private static final long FULLER_WAITS_NANOS = 5_000_000_000L;

    /** With sets this close, what differs is likely on its way by gossip: fetching at once would bring it twice. */
    private static final long CLOSE = 256;

    private static final long LEFT_TO_GOSSIP_NANOS = 2_000_000_000L;

    /** A second session only looks for what a first one did not find already. */
    private static final int LITTLE = 1_024;

    private static final int QUEUED_OF_ONE = 16_384;

    private final Shared shared;
    private final GoalSet goal;
    private final Partners partners;
    private final Fetcher fetcher;
    private final HistoryAnnouncer announcer;
    private long turns;

    Sessions(Shared shared, GoalSet goal, Partners partners, Fetcher fetcher, HistoryAnnouncer announcer) {
        this.shared = shared;
        this.goal = goal;
        this.partners = partners;
        this.fetcher = fetcher;
        this.announcer = announcer;
    }

    /** How long after connecting the first session begins. */
    long firstDelayNanos(Peer peer) {
        long random = shared.around().random().nextLong(FIRST_WITHIN_NANOS);
        return begins(peer) ? random : random + FULLER_WAITS_NANOS;
    }

    void tick() {
        for (Partner partner : partners.all()) {
            partner.rounds().session().ifPresent(session -> watch(partner, session));
        }
        for (Optional<Partner> next = next(); next.isPresent(); next = next()) {
            begin(next.get());
        }
    }

    /** Whoever is due and had its turn longest ago: those that were connected first shall not hold the sessions in turns. */
    private Optional<Partner> next() {
        Partner next = null;
        if (goal.open() && mayBegin()) {
            for (Partner partner : partners.all()) {
                boolean earlier =
                        next == null || partner.rounds().turn() < next.rounds().turn();
                if (earlier && partner.usable() && due(partner)) {
                    next = partner;
                }
            }
        }
        return Optional.ofNullable(next);
    }

    /** The answer to a message of this node. */
    void answered(Partner from, Message.Reconcile answer) {
        Optional<OwnSession> session = from.rounds().session();
        if (!from.rounds().everBegun(answer.session())) {
            shared.scores().fault(from.peer(), Fault.PROTOCOL_VIOLATION);
        } else if (session.isPresent()
                && session.get().number() == answer.session()
                && session.get().held().isEmpty()) {
            step(from, session.get(), answer.payload());
        }
    }

    /** The peer refuses: nobody's fault. */
    void refused(Partner from, Message.ReconcileEnd end) {
        from.rounds()
                .session()
                .filter(session -> session.number() == end.session())
                .ifPresent(session -> {
                    from.rounds().end(shared.now());
                    from.rounds().failed();
                });
    }

    void abort(Partner partner) {
        if (partner.rounds().session().isPresent()) {
            partner.rounds().end(shared.now());
        }
    }

    int underWay() {
        int count = 0;
        for (Partner partner : partners.all()) {
            count += partner.rounds().session().isPresent() ? 1 : 0;
        }
        return count;
    }

    /** Whether a session looks for entries that this node may lack. */
    boolean looking() {
        for (Partner partner : partners.all()) {
            boolean unlike = partner.claimedEntries() >= goal.size() && !partner.sameSet(goal.head());
            if (partner.rounds().session().isPresent()
                    && unlike
                    && !partner.rounds().doubted()) {
                return true;
            }
        }
        return false;
    }

    private boolean mayBegin() {
        int underWay = underWay();
        return underWay == 0
                ? fetcher.backlog() < WantedTable.ENOUGH
                : underWay < AT_ONCE && fetcher.backlog() < LITTLE;
    }

    private boolean due(Partner partner) {
        Optional<Head> head = partner.head();
        if (head.isEmpty() || head.get().sameSet(goal.head())) {
            return false;
        }
        long patience = begins(partner.peer()) ? PATIENCE_NANOS : PATIENCE_NANOS + FULLER_WAITS_NANOS;
        return partner.rounds().due(shared.now(), patience);
    }

    /** Whoever has fewer entries begins; of two with as many, the smaller id. */
    private boolean begins(Peer peer) {
        long theirs = peer.head(goal.topic()).map(Head::entries).orElse(0L);
        return goal.size() < theirs || (goal.size() == theirs && shared.self().compareTo(peer.id()) < 0);
    }

    private void begin(Partner partner) {
        Rounds rounds = partner.rounds();
        Head claimed = partner.head().orElseThrow();
        boolean far = Math.abs(claimed.entries() - goal.size()) > CLOSE;
        OwnSession session = new OwnSession(
                rounds.nextSession(),
                shared.reconciliation().begin(goal),
                claimed,
                far || !rounds.done(),
                shared.now());
        rounds.begin(session, ++turns);
        ask(partner, session, session.exchange().first());
    }

    private void ask(Partner partner, OwnSession session, Bytes payload) {
        session.asked(shared.now());
        partner.steps().owe(Answering.steps(payload.size()));
        shared.around()
                .links()
                .send(partner.peer(), new Message.Reconcile(session.number(), goal.topic(), true, payload));
    }

    private void watch(Partner partner, OwnSession session) {
        if (!goal.open()
                || session.old(shared.now())
                || (session.held().isPresent() && partner.supply().stalled())) {
            giveUp(partner, session);
        } else if (session.late(shared.now())) {
            giveUp(partner, session);
            if (partner.heardNanos() - session.askedNanos() > 0) {
                shared.scores().fault(partner.peer(), Fault.FAILED_SYNC);
            }
        } else {
            resume(partner, session);
        }
    }

    private void giveUp(Partner partner, OwnSession session) {
        partner.rounds().end(shared.now());
        partner.rounds().failed();
        shared.around()
                .links()
                .send(
                        partner.peer(),
                        new Message.ReconcileEnd(session.number(), goal.topic(), ReconcileEndReason.GIVEN_UP));
    }

    /** Goes on with a session that waited for room, if there is room now. */
    private void resume(Partner partner, OwnSession session) {
        session.held()
                .filter(payload -> room(partner) && partner.steps().any(shared.now()))
                .ifPresent(payload -> ask(partner, session, payload));
    }

    private boolean room(Partner partner) {
        return fetcher.wanted().size() < WantedTable.ENOUGH
                && partner.supply().queue().size() < QUEUED_OF_ONE;
    }

    private void step(Partner from, OwnSession session, Bytes payload) {
        Step step = session.exchange().step(payload);
        if (!(step instanceof Step.Found found)) {
            from.rounds().end(shared.now());
            shared.scores().fault(from.peer(), Fault.PROTOCOL_VIOLATION);
            return;
        }
        // Lists are cheap, and what they tell is bounded elsewhere; fingerprints are dear, and may be all lies.
        from.steps().owe(Answering.steps(payload.size() - found.need().size() * Hash.SIZE) - 1);
        boolean leads = session.found(found.have().size(), found.need().size());
        take(from, session, found);
        if (!partners.has(from)
                || from.rounds().session().filter(session::equals).isEmpty()) {
            return;
        }
        if (found.next().isEmpty()) {
            completed(from, session);
        } else if (!leads || !goal.open()) {
            giveUp(from, session);
            failedUnless(leads, from);
        } else {
            session.hold(found.next().get());
            resume(from, session);
        }
    }

    private void failedUnless(boolean leads, Partner partner) {
        if (!leads) {
            shared.scores().fault(partner.peer(), Fault.FAILED_SYNC);
        }
    }

    private void take(Partner from, OwnSession session, Step.Found found) {
        announcer.lacked(from, session, found.have());
        if (!found.need().isEmpty()) {
            long delay = session.urgent() ? 0 : LEFT_TO_GOSSIP_NANOS;
            List<Partner> helpers = partners.helpers(from, goal.size());
            fetcher.advertised(from, found.need(), helpers, delay);
            fetcher.pump();
        }
    }

    private void completed(Partner from, OwnSession session) {
        Rounds rounds = from.rounds();
        rounds.end(shared.now());
        rounds.completed();
        long claimed = session.claimed().entries();
        if (claimed > goal.size() + session.needed()) {
            rounds.doubted(true);
        } else if (session.needed() > 0) {
            rounds.doubted(false);
        }
        shared.scores().credit(from.peer(), Deed.SUCCESSFUL_SYNC);
    }
}
