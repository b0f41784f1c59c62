package network.ian.p2p.sync;

import java.util.List;
import java.util.OptionalLong;
import network.ian.core.crypto.Hash;
import network.ian.core.ingest.Entrance;
import network.ian.core.view.SyncState;
import network.ian.p2p.intake.Result;
import network.ian.p2p.intake.Supplied;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.Head;
import network.ian.p2p.wire.Message;

/** Keeps one goal's set equal to those of the peers. */
final class GoalSync {

    private static final int ANNOUNCED_OF_ONE = 8_192;

    private final Shared shared;
    private final GoalSet goal;
    private final Partners partners = new Partners();
    private final RecentSets recent;
    private final Fetcher fetcher;
    private final HistoryAnnouncer announcer;
    private final Sessions sessions;
    private final ConsensusFold consensus;
    private final DivergenceSearch divergence;
    private boolean compared;

    GoalSync(Shared shared, GoalSet goal) {
        this.shared = shared;
        this.goal = goal;
        this.recent = new RecentSets(goal, shared.now());
        this.fetcher = new Fetcher(shared, goal, partners);
        this.announcer = new HistoryAnnouncer(shared, goal, partners, recent);
        this.sessions = new Sessions(shared, goal, partners, fetcher, announcer);
        this.consensus = new ConsensusFold(goal, partners, fetcher, sessions);
        this.divergence = new DivergenceSearch(shared, goal);
    }

    /** {@code commonGoals}: goals that the peer and this node take part in, this one included. */
    void up(Peer peer, int commonGoals) {
        long now = shared.now();
        Rounds rounds = new Rounds(shared.around().random(), now, sessions.firstDelayNanos(peer));
        Partner partner = new Partner(peer, goal.topic(), rounds, new Supply(commonGoals), now);
        partner.usable(!shared.withholders().barred(peer.id(), now));
        partners.add(partner);
        status(partner);
    }

    /** The peer and this node take part in {@code commonGoals} now. */
    void sharedWith(Peer peer, int commonGoals) {
        partners.of(peer).ifPresent(partner -> partner.supply().sharedBy(commonGoals));
    }

    void down(Peer peer) {
        partners.remove(peer).ifPresent(partner -> {
            fetcher.lost(partner);
            divergence.down(partner);
        });
    }

    /** The peer's head changed. */
    void status(Peer peer) {
        partners.of(peer).ifPresent(this::status);
    }

    void announce(Peer peer, Message.Announce announce) {
        Partner from = heard(peer);
        if (from != null && goal.open() && from.supply().queue().size() < ANNOUNCED_OF_ONE) {
            fetcher.advertised(from, announce.ids(), List.of(), 0);
            fetcher.pump();
        }
    }

    void entries(Peer peer, Message.Entries entries) {
        Partner from = heard(peer);
        if (from != null) {
            fetcher.answers().entries(from, entries);
            barIfDue(from);
            fetcher.pump();
        }
    }

    void missing(List<Hash> ids, List<Peer> sources) {
        fetcher.missing(
                ids,
                sources.stream()
                        .flatMap(peer -> partners.of(peer).stream())
                        .filter(Partner::usable)
                        .toList());
    }

    void answered(Peer peer, Message.Reconcile answer) {
        Partner from = heard(peer);
        if (from != null) {
            sessions.answered(from, answer);
        }
    }

    /** The peer wants to reconcile with this node; whether it may. */
    boolean asked(Peer peer) {
        Partner from = heard(peer);
        if (from == null || !from.usable()) {
            return false;
        }
        // Whoever claims to hold more must stand a look, however often it asks itself.
        if (from.claimedEntries() <= goal.size()) {
            from.rounds().leaveToPeer(shared.now());
        }
        return true;
    }

    void refused(Peer peer, Message.ReconcileEnd end) {
        Partner from = heard(peer);
        if (from != null) {
            sessions.refused(from, end);
        }
    }

    void roots(Peer peer, Message.Roots roots) {
        Partner from = heard(peer);
        if (from != null) {
            divergence.roots(from, roots);
        }
    }

    void grown(int firstOrdinal) {
        fetcher.answers().grown(firstOrdinal);
        long now = shared.now();
        recent.grown(goal, now);
        Head own = goal.head();
        for (Partner partner : partners.all()) {
            if (partner.sameSet(own)) {
                partner.rounds().agreed(now);
            }
        }
    }

    void judged(Supplied supplied, Result result) {
        Want want = fetcher.answers().judged(supplied, result);
        if (want != null && result == Result.ADMITTED && supplied.entrance() == Entrance.HISTORY) {
            announcer.fetched(want);
            partners.of(supplied.from()).ifPresent(partner -> partner.rounds().fruitful(shared.now()));
        }
    }

    /** The intake has room again. */
    void pump() {
        if (fetcher.hungry()) {
            fetcher.pump();
        }
    }

    void tick() {
        partners.all().forEach(this::status);
        fetcher.tick();
        partners.all().forEach(this::barIfDue);
        fetcher.pump();
        sessions.tick();
        announcer.flush(fetcher.backlog() > HistoryAnnouncer.WAITING);
        if (!compared && fetcher.backlog() == 0) {
            for (Partner partner : partners.all()) {
                compared |= partner.rounds().done() || partner.rounds().doubted();
            }
        }
    }

    SyncState state() {
        return consensus.state();
    }

    /** Whether this node once knew of a peer what it lacks and had fetched it, or found that it lacks nothing. */
    boolean compared() {
        return compared;
    }

    /** Whether no connected peer takes part in the goal. */
    boolean alone() {
        return partners.isEmpty();
    }

    SyncGauges gauges() {
        int requests = 0;
        for (Partner partner : partners.all()) {
            requests += partner.supply().open().size();
        }
        return new SyncGauges(
                fetcher.wanted().size(), fetcher.headers().size(), announcer.size(), requests, sessions.underWay());
    }

    /** Where the log was last found to differ from a peer's over equal sets; empty if never. */
    OptionalLong firstDifference() {
        return divergence.firstDifference();
    }

    private void status(Partner partner) {
        long now = shared.now();
        if (partner.head().filter(recent::had).isPresent()) {
            partner.rounds().agreed(now);
        }
        consensus.compare(partner, now);
        if (partner.conflict().persistent()) {
            divergence.begin(partner);
        }
    }

    private void barIfDue(Partner partner) {
        boolean usable = !shared.withholders().barred(partner.peer().id(), shared.now());
        if (partners.has(partner) && partner.usable() != usable) {
            partner.usable(usable);
            if (!usable) {
                sessions.abort(partner);
                fetcher.lost(partner);
            }
        }
    }

    private Partner heard(Peer peer) {
        Partner partner = partners.of(peer).orElse(null);
        if (partner != null) {
            partner.heard(shared.now());
        }
        return partner;
    }
}
