package network.ian.p2p.sync;

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

/** Makes the node's sets equal to its peers': finds what differs, fetches it, serves others. Owned by the protocol's thread. */
public final class Synchronizer implements IntakeListener {

    private final Surroundings around;
    private final Intake intake;
    private final Scoreboard scores;

    public Synchronizer(Surroundings around, Intake intake, Scoreboard scores) {
        this.around = around;
        this.intake = intake;
        this.scores = scores;
    }

    public void up(Peer peer) {}

    public void down(Peer peer) {}

    /** The peer's heads changed; they stand in {@link Peer#heads()} already. */
    public void status(Peer from) {}

    /** A {@code HISTORY} announcement. */
    public void announce(Peer from, GoalSet goal, Message.Announce announce) {}

    public void fetch(Peer from, GoalSet goal, Message.Fetch fetch) {}

    public void entries(Peer from, GoalSet goal, Message.Entries entries) {}

    public void reconcile(Peer from, GoalSet goal, Message.Reconcile reconcile) {}

    public void reconcileEnd(Peer from, GoalSet goal, Message.ReconcileEnd end) {}

    public void askRoots(Peer from, GoalSet goal, Message.AskRoots ask) {}

    public void roots(Peer from, GoalSet goal, Message.Roots roots) {}

    /** Entries from {@code firstOrdinal} on are new in the set, from whatever path. */
    public void grown(GoalSet goal, int firstOrdinal) {}

    @Override
    public void judged(GoalSet goal, Supplied supplied, Result result) {}

    /** How the goal stands against the peers. */
    public SyncState state(GoalSet goal) {
        return around == null || intake == null || scores == null ? null : SyncState.ALONE;
    }
}
