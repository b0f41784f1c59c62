package network.ian.p2p.sync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import network.ian.core.crypto.Hash;
import network.ian.core.view.SyncState;
import network.ian.p2p.intake.Intake;
import network.ian.p2p.intake.IntakeListener;
import network.ian.p2p.intake.Result;
import network.ian.p2p.intake.Supplied;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.score.Scoreboard;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.ReconcileEndReason;

/** Makes the node's sets equal to its peers': finds what differs, fetches it, serves others. Owned by the protocol's thread. */
public final class Synchronizer implements IntakeListener {

    /** The labels under which requests beyond this part's own limits are counted. */
    public static final List<String> RATE_SCOPES = List.of("fetch", "reconcile", "roots");

    private static final long TICK_NANOS = 500_000_000L;
    private static final int ROOM_WORTH_ASKING = 128;

    private final Shared shared;
    private final Map<Hash, GoalSet> goals;
    private final Map<Hash, GoalSync> syncs = new LinkedHashMap<>();
    private final Set<Peer> peers = new LinkedHashSet<>();
    private final FetchServer server;
    private final Answering answering;
    private boolean ticking;
    private boolean compared;

    /**
     * @param self this node's id
     * @param goals the goals that this node takes part in, by topic; a live view
     */
    public Synchronizer(Hash self, Map<Hash, GoalSet> goals, Surroundings around, Intake intake, Scoreboard scores) {
        this(self, goals, around, intake, scores, new NegentropyReconciliation());
    }

    Synchronizer(
            Hash self,
            Map<Hash, GoalSet> goals,
            Surroundings around,
            Intake intake,
            Scoreboard scores,
            Reconciliation reconciliation) {
        this.goals = goals;
        this.shared =
                new Shared(self, around, intake, scores, reconciliation, new Downloads(intake), new Withholders());
        this.server = new FetchServer(around, scores);
        this.answering = new Answering(shared);
    }

    public void up(Peer peer) {
        peers.add(peer);
        answering.up(peer);
        List<GoalSet> common = common(peer);
        common.forEach(goal -> of(goal).up(peer, common.size()));
        if (!ticking) {
            ticking = true;
            // Nodes that start together shall not work in step.
            around().timers().after(around().random().nextLong(TICK_NANOS), this::tick);
        }
    }

    /** A connected peer and this node have come to share a goal. */
    public void shares(Peer peer, GoalSet added) {
        List<GoalSet> common = common(peer);
        for (GoalSet goal : common) {
            if (goal.topic().equals(added.topic())) {
                of(goal).up(peer, common.size());
            } else {
                of(goal).sharedWith(peer, common.size());
            }
        }
    }

    public void down(Peer peer) {
        peers.remove(peer);
        answering.down(peer);
        server.down(peer);
        List.copyOf(syncs.values()).forEach(sync -> sync.down(peer));
    }

    /** The peer's heads changed; they stand in {@link Peer#heads()} already. */
    public void status(Peer from) {
        for (GoalSet goal : goals.values()) {
            if (from.takesPart(goal.topic())) {
                of(goal).status(from);
            }
        }
    }

    /** A {@code HISTORY} announcement. */
    public void announce(Peer from, GoalSet goal, Message.Announce announce) {
        of(goal).announce(from, announce);
    }

    /** Fetches entries that are known to exist; {@code sources} are asked in this order, those that are gone are left out. */
    public void missing(GoalSet goal, List<Hash> ids, List<Peer> sources) {
        of(goal).missing(ids, sources);
    }

    public void fetch(Peer from, GoalSet goal, Message.Fetch fetch) {
        server.fetch(from, goal, fetch);
    }

    public void entries(Peer from, GoalSet goal, Message.Entries entries) {
        of(goal).entries(from, entries);
    }

    public void reconcile(Peer from, GoalSet goal, Message.Reconcile reconcile) {
        if (reconcile.fromInitiator()) {
            answering.reconcile(from, goal, reconcile, of(goal).asked(from));
        } else {
            of(goal).answered(from, reconcile);
        }
    }

    public void reconcileEnd(Peer from, GoalSet goal, Message.ReconcileEnd end) {
        if (end.reason() != ReconcileEndReason.GIVEN_UP) {
            of(goal).refused(from, end);
        }
    }

    public void askRoots(Peer from, GoalSet goal, Message.AskRoots ask) {
        answering.roots(from, goal, ask);
    }

    public void roots(Peer from, GoalSet goal, Message.Roots roots) {
        of(goal).roots(from, roots);
    }

    /** Entries from {@code firstOrdinal} on are new in the set, from whatever path. */
    public void grown(GoalSet goal, int firstOrdinal) {
        of(goal).grown(firstOrdinal);
    }

    @Override
    public void judged(GoalSet goal, Supplied supplied, Result result) {
        of(goal).judged(supplied, result);
        shared.downloads().unpark();
        if (shared.downloads().budget() >= ROOM_WORTH_ASKING) {
            for (GoalSync sync : List.copyOf(syncs.values())) {
                sync.pump();
            }
        }
    }

    /** How the goal stands against the peers. */
    public SyncState state(GoalSet goal) {
        return of(goal).state();
    }

    /**
     * Whether this node knows how it stands: it was compared with a peer in some goal, and in every goal that a connected peer
     * takes part in, and had fetched what it lacked. Stays true from then on.
     */
    public boolean compared() {
        return compared;
    }

    /** Where the log was last found to differ from a peer's although the sets are equal; empty if never. */
    public OptionalLong firstDifference(GoalSet goal) {
        return of(goal).firstDifference();
    }

    public SyncGauges gauges(GoalSet goal) {
        return of(goal).gauges();
    }

    /** Ids asked for in all goals and not answered yet. */
    public int askedIds() {
        return shared.downloads().askedIds();
    }

    /** Bytes of entries that came before the intake had room, at most 8 MiB. */
    public long parkedBytes() {
        return shared.downloads().parkedBytes();
    }

    /** Nodes remembered for not supplying what they advertised, at most 1,024. */
    public int withholders() {
        return shared.withholders().size();
    }

    /** Fetches of peers that are not answered to the end, at most 16 for each. */
    public int servedFetches() {
        return server.size();
    }

    private void tick() {
        ticking = !peers.isEmpty();
        if (ticking) {
            // First, so that nothing that fails below ends the ticks.
            around().timers().after(TICK_NANOS, this::tick);
            shared.downloads().unpark();
            new ArrayList<>(syncs.values()).forEach(GoalSync::tick);
            compared = compared || standsCompared();
        }
    }

    private boolean standsCompared() {
        boolean any = false;
        for (GoalSync sync : syncs.values()) {
            if (!sync.compared() && !sync.alone()) {
                return false;
            }
            any |= sync.compared();
        }
        return any;
    }

    private List<GoalSet> common(Peer peer) {
        return goals.values().stream()
                .filter(goal -> peer.takesPart(goal.topic()))
                .toList();
    }

    private Surroundings around() {
        return shared.around();
    }

    private GoalSync of(GoalSet goal) {
        return syncs.computeIfAbsent(goal.topic(), topic -> new GoalSync(shared, goal));
    }
}
